/*
 * Simulated segments per second of the plain case, on one core, through the public `simulate`: 150 segments of a
 * variable-bitrate video over a trace of 600 intervals. Machines differ and are noisy: compare figures of one run,
 * and quote medians.
 */
import { createWorkspace, simulate } from "../src/engine/simulate.js";
import type { PolicyFactory } from "../src/model/policy.js";
import type { SessionSettings } from "../src/model/settings/index.js";
import { traceFromIntervals } from "../src/model/trace.js";
import { videoFromSegments } from "../src/model/video.js";
import { findPolicy } from "../src/policies/registry.js";
import { normalDraw, randomStream } from "../src/random.js";

const POLICIES = ["constant", "bb", "buffer"];
const SEGMENTS = 150;
const ROUNDS = 15;
const ROUND_SECONDS = 0.4;
const WARM_UP_SECONDS = 1;

const random = randomStream(1, "bench");

const trace = traceFromIntervals(
  { name: "bench/trace", set: "bench" },
  Array.from({ length: 600 }, () => ({ duration: 1, bandwidth: 2e6 * Math.exp(0.6 * normalDraw(random)) })),
);

const bitrates = [300e3, 750e3, 1200e3, 1850e3, 2850e3, 4300e3];
const video = videoFromSegments({
  name: "bench",
  levels: bitrates.map((bitrate) => ({ bitrate })),
  segmentDuration: 4,
  durations: new Float64Array(SEGMENTS).fill(4),
  sizes: Array.from({ length: SEGMENTS }, () => {
    const scene = Math.exp(0.25 * normalDraw(random));
    return Float64Array.from(bitrates, (bitrate) => bitrate * 4 * scene);
  }),
  sizesAre: "exact",
});

const settings: SessionSettings = {
  player: { startupBuffer: 4, resumeBuffer: 2, maxBuffer: 60, starvedAfter: 3600 },
  network: {},
  viewer: {},
};

/** Segments per second over about so many seconds of sessions. */
function measure(policy: PolicyFactory, seconds: number, lane: "fastest" | "events"): number {
  const workspace = createWorkspace();
  const started = performance.now();
  let sessions = 0;
  let elapsed = 0;
  for (; elapsed < seconds; elapsed = (performance.now() - started) / 1000)
    for (let i = 0; i < 50; i++) {
      simulate({ trace, video, policy, settings, seed: sessions++, lane }, workspace);
    }
  return (sessions * SEGMENTS) / elapsed;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const millions = (rate: number): string => (rate / 1e6).toFixed(2).padStart(8);

process.stdout.write("million segments per second, one core: median [least, most]\n");
const contenders = POLICIES.flatMap((name) => [
  { label: name, policy: findPolicy(name)!.factory, lane: "fastest" as const },
  { label: `${name}, by events`, policy: findPolicy(name)!.factory, lane: "events" as const },
]);
for (const { policy, lane } of contenders) measure(policy, WARM_UP_SECONDS, lane);
const rates = contenders.map((): number[] => []);
// In turn, so that a slow moment of the machine falls on all.
for (let round = 0; round < ROUNDS; round++)
  contenders.forEach(({ policy, lane }, i) => {
    rates[i]!.push(measure(policy, ROUND_SECONDS, lane));
  });
contenders.forEach(({ label }, i) => {
  const middle = median(rates[i]!);
  const [least, most] = [rates[i]![0]!, rates[i]!.at(-1)!];
  process.stdout.write(
    `${label.padEnd(24)}${millions(middle)}  [${millions(least).trim()}, ${millions(most).trim()}]\n`,
  );
});
