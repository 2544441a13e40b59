import type { LintRule } from "./rule.js";

/** A trace over which nothing can ever arrive: every session on it would wait for its first segment for ever. */
export const noCapacity: LintRule = {
  severity: "error",
  check: ({ trace }) =>
    trace.bitsPerPeriod > 0 ? undefined : { rule: "no-capacity", duration: trace.period },
};
