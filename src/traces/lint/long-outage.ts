import { OUTAGE_BELOW } from "../figures.js";
import { LONG_OUTAGE } from "../outages.js";
import { type LintRule, startOf } from "./rule.js";

/**
 * More than a minute with next to no capacity. No buffer lasts that long, so every policy stalls alike, and what is
 * compared is luck. In measured traces it is often where nobody measured.
 */
export const longOutage: LintRule = {
  severity: "warning",
  check({ trace }) {
    if (trace.bitsPerPeriod === 0) return undefined;
    const { bandwidths, ends, period } = trace;
    let count = 0;
    let total = 0;
    let longest = 0;
    let at = 0;
    for (let row = 0; row < bandwidths.length; row++) {
      if (bandwidths[row]! >= OUTAGE_BELOW) continue;
      const from = startOf(trace, row);
      while (row + 1 < bandwidths.length && bandwidths[row + 1]! < OUTAGE_BELOW) row++;
      const length = ends[row]! - from;
      if (length <= LONG_OUTAGE) continue;
      count++;
      total += length;
      if (length > longest) [longest, at] = [length, from];
    }
    return count === 0 ? undefined : { rule: "long-outage", at, longest, count, total, duration: period };
  },
};
