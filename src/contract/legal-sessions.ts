import fc from "fast-check";
import type { DeviceState, Phase } from "../model/policy.js";
import type { Level } from "../model/video.js";
import { bpsFromKbps, type Seconds } from "../units.js";
import type { LegalSession, Step } from "./session.js";

const number = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Drops the properties that are undefined, as the model asks for missing ones to be missing. */
const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as T;
/** One value, which failures shrink to, or others; the one so many times as often. */
const usually = <T>(usual: T, others: fc.Arbitrary<T>, times = 1): fc.Arbitrary<T> => {
  const one = { arbitrary: fc.constant(usual), weight: times };
  return fc.oneof({ withCrossShrink: true }, one, { arbitrary: others, weight: 1 });
};

function ladders(maxLevels: number): fc.Arbitrary<readonly Level[]> {
  const rung = fc.record({
    bitrate: fc.integer({ min: 50, max: 30_000 }).map(bpsFromKbps),
    height: optional(fc.integer({ min: 144, max: 4320 })),
    name: optional(fc.constantFrom("240p", "720p_medium", "1080p_high")),
  });
  return fc
    .uniqueArray(rung, { minLength: 1, maxLength: maxLevels, selector: ({ bitrate }) => bitrate })
    .map((rungs) => rungs.map((one) => present(one) as Level).sort((a, b) => a.bitrate - b.bitrate));
}

const devices: fc.Arbitrary<DeviceState> = fc
  .record({
    maxHeight: optional(fc.integer({ min: 1, max: 4320 })),
    battery: optional(number(0, 1)),
    connection: optional(fc.constantFrom("ethernet", "wifi", "5g", "4g", "3g", "2g")),
    droppedFrames: optional(fc.integer({ min: 0, max: 100 })),
    totalFrames: optional(fc.integer({ min: 100, max: 100_000 })),
  })
  .map((device) => present(device) as DeviceState);

/** How full a buffer is: a share of its maximum, and no more than so many seconds. */
interface Fill {
  readonly share: number;
  readonly atMost: Seconds;
}

const fills: fc.Arbitrary<Fill> = fc.oneof(
  number(0, 1).map((share) => ({ share, atMost: Number.POSITIVE_INFINITY })),
  // Where published policies have their thresholds.
  fc.constantFrom(0, 5, 8, 10, 15, 25, 30).map((atMost) => ({ share: 1, atMost })),
);

const steps = fc.record({
  idle: usually(0, number(0.001, 60)),
  buffer: fills,
  phase: fc.constantFrom<Phase>("startup", "playing", "rebuffering", "seeking"),
  playbackRate: usually(1, number(0.5, 2), 8),
  allowed: usually<readonly [number, number]>(
    [0, 1],
    fc.tuple(number(0, 1), number(0, 1)).map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a])),
  ),
  device: optional(devices),
  live: optional(fc.record({ latency: number(0, 60), target: number(0.5, 30), edge: number(0, 1e5) })),
  inFlight: fc.option(number(0, 1), { nil: undefined, freq: 6 }),
  sizesKnown: fc.boolean(),
  latency: usually(0, number(0.001, 5)),
  transfer: usually(0, number(0.001, 100)),
  durationFactor: usually(1, number(0.1, 1.5), 8),
  sizeFactor: usually(1, number(0.05, 5)),
  fetchedInstead: fc.option(number(0, 1), { nil: undefined, freq: 6 }),
  afterwards: usually<Step["afterwards"]>("nothing", fc.constantFrom("stall", "seek"), 8),
});

export interface SessionLimits {
  readonly maxLevels?: number;
  readonly maxSteps?: number;
}

/** Sessions of one decision and more. */
export function legalSessions({
  maxLevels = 12,
  maxSteps = 20,
}: SessionLimits = {}): fc.Arbitrary<LegalSession> {
  return fc
    .record({
      levels: ladders(maxLevels),
      segmentDuration: number(0.5, 20),
      maxBuffer: number(1, 300),
      media: fc.constantFrom("video" as const, "audio" as const),
      hour: optional(fc.integer({ min: 0, max: 23 })),
      sizesAhead: fc.boolean(),
      seed: fc.integer({ min: 1, max: 0x7ffffffe }),
      steps: fc.array(steps, { minLength: 1, maxLength: maxSteps }),
    })
    .map((session) => {
      const { maxBuffer } = session;
      const bufferOf = ({ share, atMost }: Fill) => Math.min(share * maxBuffer, atMost);
      return { ...session, steps: session.steps.map((step) => ({ ...step, buffer: bufferOf(step.buffer) })) };
    });
}
