import type { Seconds } from "../../units.js";
import { type LintRule, startOf } from "./rule.js";

/** Times the longest of the rest. */
const FAR_LONGER = 10;
const LEAST: Seconds = 10;
/** Fewer intervals do not show what is usual. */
const FEWEST = 5;

/**
 * One interval ten times as long as all others, in which something is said to arrive: rows are missing, and one rate
 * stands for all that nobody saw. (With no capacity it is an outage.)
 */
export const longInterval: LintRule = {
  severity: "warning",
  check({ trace }) {
    const { durations, bandwidths } = trace;
    if (durations.length < FEWEST) return undefined;
    let row = 0;
    let rest = 0;
    for (let next = 1; next < durations.length; next++) {
      if (durations[next]! > durations[row]!) [rest, row] = [durations[row]!, next];
      else rest = Math.max(rest, durations[next]!);
    }
    const length = durations[row]!;
    if (length < LEAST || length <= FAR_LONGER * rest || bandwidths[row] === 0) return undefined;
    return { rule: "long-interval", at: startOf(trace, row), length, rest };
  },
};
