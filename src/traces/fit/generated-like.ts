import { generateTraces, type TraceGenerator } from "../../inputs/generators/index.js";
import { type Trace, type TraceInterval, traceFromIntervals } from "../../model/trace.js";
import type { Seconds } from "../../units.js";

/**
 * Traces of a generator, one for each duration, drawn together as one set. All are generated as long as the longest, and cut:
 * the processes are the same at all times, so that does not change what they are like.
 */
export function generatedLike(
  generator: TraceGenerator,
  durations: readonly Seconds[],
  seed: number,
): Trace[] {
  const longest = Math.max(...durations);
  const generated = generateTraces(generator, { seed, count: durations.length, durationSeconds: longest });
  return [...generated].map(({ name, intervals }, index) =>
    traceFromIntervals({ name, set: generator.name }, cut(intervals, durations[index]!)),
  );
}

function cut(intervals: readonly TraceInterval[], duration: Seconds): TraceInterval[] {
  const kept: TraceInterval[] = [];
  let left = duration;
  for (const interval of intervals) {
    if (left <= 0) break;
    kept.push({ ...interval, duration: Math.min(left, interval.duration) });
    left -= interval.duration;
  }
  return kept;
}
