import { type LintRule, startOf } from "./rule.js";

/** Intervals. */
const LONG = 30;
/** Of all intervals, those that may be in long runs of one rate: in more, this is how the trace is written. */
const MOST = 0.5;

/**
 * A capacity above 0 that stands still for 30 intervals, in a trace that moves otherwise: the counter hung, or somebody filled a
 * gap.
 */
export const frozen: LintRule = {
  severity: "info",
  check({ trace }) {
    const { bandwidths, ends } = trace;
    let inRuns = 0;
    let longest = { row: 0, intervals: 0 };
    for (let row = 0; row < bandwidths.length; ) {
      let next = row + 1;
      while (next < bandwidths.length && bandwidths[next] === bandwidths[row]) next++;
      const intervals = next - row;
      if (intervals >= LONG && bandwidths[row]! > 0) {
        inRuns += intervals;
        if (intervals > longest.intervals) longest = { row, intervals };
      }
      row = next;
    }
    const { row, intervals } = longest;
    if (intervals === 0 || inRuns > MOST * bandwidths.length) return undefined;
    const at = startOf(trace, row);
    return { rule: "frozen", at, length: ends[row + intervals - 1]! - at, intervals, rate: bandwidths[row]! };
  },
};
