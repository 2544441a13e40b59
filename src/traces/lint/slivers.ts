import type { Seconds } from "../../units.js";
import { type LintRule, startOf } from "./rule.js";

/** Of the usual interval. */
const FAR_SHORTER = 0.01;
const SHORTEST: Seconds = 0.01;

/**
 * Intervals of less than 10 ms and a hundredth of the usual one: stamps that were rounded, or two rows of one moment. What
 * was counted in so little time says nothing of the link, but the rate made of it may be any.
 */
export const slivers: LintRule = {
  severity: "info",
  check({ trace, usualInterval }) {
    const { durations } = trace;
    const least = Math.min(SHORTEST, FAR_SHORTER * usualInterval);
    let count = 0;
    let first = 0;
    let shortest = least;
    for (let row = 0; row < durations.length; row++) {
      const duration = durations[row]!;
      if (duration >= least) continue;
      if (count++ === 0) first = row;
      shortest = Math.min(shortest, duration);
    }
    if (count === 0) return undefined;
    return { rule: "slivers", at: startOf(trace, first), count, shortest, usual: usualInterval };
  },
};
