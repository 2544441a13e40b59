import type { LintRule } from "./rule.js";

/** A capacity that never changes, which gives a policy nothing to adapt to. Right for a throttle, odd for a measurement. */
export const constant: LintRule = {
  severity: "info",
  check({ trace: { bandwidths } }) {
    const rate = bandwidths[0]!;
    return rate > 0 && bandwidths.every((other) => other === rate) ? { rule: "constant", rate } : undefined;
  },
};
