/*
 * How long the best plan of a session takes to find, and how close its bounds are: every shipped trace with three
 * videos of 150 segments, profile reference, QoE `linear`. Processor time of one thread; machines differ.
 *
 *     npx tsx bench/optimum.ts [video...] [--effort times]
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { bestPlan } from "../src/engine/optimum/index.js";
import { settingsOfProfile } from "../src/experiment/scenario/index.js";
import { loadTraces, loadVideos } from "../src/inputs/index.js";
import { linear } from "../src/metrics/qoe/linear.js";
import { type Video, videoFromSegments } from "../src/model/video.js";
import { benchVideo } from "./inputs.js";
import { median } from "./statistics.js";

const ROOT = resolve(import.meta.dirname, "..");
const BASES = { base: ROOT, cwd: ROOT };
/** Shares of the score from which on the bounds are two figures. */
const EXACT = 1e-6;

interface Measured {
  readonly trace: string;
  readonly milliseconds: number;
  /** (upper - lower) / |lower|; infinite where a score of 0 makes of it no share. */
  readonly gap: number;
}

const { positionals: chosen, values } = parseArgs({
  options: { effort: { type: "string", default: "1" } },
  allowPositionals: true,
});
const effort = Number(values.effort);
const videos = new Map<string, Video>([["six-levels", benchVideo({ videoFromSegments } as never)]]);
for (const { video } of await loadVideos([{ path: "scenarios/videos" }], BASES))
  videos.set(video.name, video);
const traces = await loadTraces([{ path: "traces" }], BASES);
const settings = settingsOfProfile("reference");

for (const [name, video] of videos) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  // What is compiled on the way is not what is measured.
  for (const { trace } of traces.slice(0, 3)) measure(video, trace);
  const all = traces.map(({ trace }) => measure(video, trace));
  process.stdout.write(report(name, all));
}

function measure(video: Video, trace: (typeof traces)[number]["trace"]): Measured {
  const qoe = linear.additivity.terms(video)!;
  const before = process.cpuUsage();
  const best = bestPlan({ trace, offset: 0, video, settings, qoe }, { effort });
  const { user, system } = process.cpuUsage(before);
  if (!best) throw new Error(`no plan for ${trace.name}`);
  const { score, upper } = best;
  return { trace: trace.name, milliseconds: (user + system) / 1000, gap: (upper - score) / Math.abs(score) };
}

function report(name: string, all: readonly Measured[]): string {
  const byTime = all.toSorted((a, b) => b.milliseconds - a.milliseconds);
  const byGap = all.toSorted((a, b) => b.gap - a.gap);
  const exact = all.filter(({ gap }) => gap <= EXACT).length;
  const percent = (gap: number) => `${(100 * gap).toFixed(2)} %`;
  const times = `median ${median(all.map(({ milliseconds }) => milliseconds)).toFixed(0)} ms`;
  const slow = byTime.slice(0, 5).map(({ trace, milliseconds }) => `${trace} ${milliseconds.toFixed(0)} ms`);
  const wide = byGap.filter(({ gap }) => gap > EXACT).slice(0, 5);
  const gaps = wide.map(({ trace, gap }) => `${trace} ${percent(gap)}`).join(", ") || "none";
  const over = all.filter(({ milliseconds }) => milliseconds > 1000).length;
  return [
    `${name}: ${all.length} traces, ${times}, ${over} above 1 s; slowest ${slow.join(", ")}`,
    `  ${exact} proved to be the best, ${all.filter(({ gap }) => gap <= 0.01).length} within 1 %; widest gaps: ${gaps}`,
    "",
  ].join("\n");
}
