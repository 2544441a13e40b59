import { type LintRule, startOf } from "./rule.js";

/** Times the highest of the rest. */
const HUGE = 10;
/** Of the intervals, those that may be huge; at least one may. */
const FEW = 0.01;
/** Fewer intervals do not show what is usual. */
const FEWEST = 5;

/**
 * One rate, or a few (1 % of the intervals), ten times as high as all the rest: a glitch of the counter, or a missing value
 * that was written as a large number.
 */
export const hugeRate: LintRule = {
  severity: "warning",
  check({ trace }) {
    const { bandwidths } = trace;
    if (bandwidths.length < FEWEST) return undefined;
    const ascending = bandwidths.slice().sort();
    const few = Math.max(1, Math.floor(FEW * ascending.length));
    const rest = ascending[ascending.length - 1 - few]!;
    const rate = ascending.at(-1)!;
    if (rest === 0 || rate <= HUGE * rest) return undefined;
    const count = bandwidths.reduce((found, one) => found + (one > HUGE * rest ? 1 : 0), 0);
    return { rule: "huge-rate", at: startOf(trace, bandwidths.indexOf(rate)), rate, rest, count };
  },
};
