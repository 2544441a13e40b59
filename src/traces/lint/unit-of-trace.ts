import type { LintRule } from "./rule.js";
import { likelySlip } from "./slips.js";

/** In a set of fewer there is no telling what is usual. */
const FEWEST = 6;
/** Spreads from the middle of its set that a trace must be off. */
const FAR = 4;
/** Sets are not believed to be more alike than within half as much again. */
const LEAST_SPREAD = Math.log(1.5);

/**
 * A trace that is far from the others of its set, but would not be if its rates were bytes or bits, kilo or mega, that
 * were taken for the other. Far: both its usual and its high rates, by four robust standard deviations of their logarithm.
 * In a set of links as unlike as those of commuters eight times is not far, and cannot be found.
 */
export const unitOfTrace: LintRule = {
  severity: "warning",
  check({ rates }, { traces, rates: ofSet, spread }) {
    if (rates === undefined || ofSet === undefined || traces < FEWEST) return undefined;
    const [factor, other] = (["usual", "high"] as const).map((rate) => {
      const believed = Math.max(LEAST_SPREAD, spread[rate]);
      const off = ofSet[rate] / rates[rate];
      return Math.abs(Math.log(off)) < FAR * believed ? undefined : likelySlip(off, believed);
    });
    if (factor === undefined || factor !== other) return undefined;
    return { rule: "unit", of: "trace", rate: rates.usual, usual: ofSet.usual, factor };
  },
};
