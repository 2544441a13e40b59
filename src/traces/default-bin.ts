import type { Trace } from "../model/trace.js";
import { median } from "../statistics/index.js";
import type { Seconds } from "../units.js";
import { MOST_BINS } from "./binned.js";

/**
 * The length of bins that suits traces which are to be told in the same ones: their median interval, in whole seconds
 * and no less than one. Shorter bins than the intervals would measure how often a value is repeated; other bins than
 * whole seconds would have no autocorrelation at whole seconds. Data sets are published in bins of 1 s, or of 5 s where
 * they were measured every 5 s.
 */
export function defaultBin(traces: readonly Trace[]): Seconds {
  const all = new Float64Array(traces.reduce((total, { durations }) => total + durations.length, 0));
  let filled = 0;
  let longest = 0;
  for (const { durations, period } of traces) {
    all.set(durations, filled);
    filled += durations.length;
    longest = Math.max(longest, period);
  }
  return Math.max(1, Math.round(median(all) ?? 1), Math.ceil(longest / MOST_BINS));
}
