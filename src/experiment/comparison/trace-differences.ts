import type { Ratio } from "../../statistics/index.js";

/**
 * The difference of an arm to its control on each trace that both have a value on, in order of traces: of the means
 * over the trace's sessions, or of the ratios of their sums.
 */
export function traceDifferences(arm: Ratio, control: Ratio): Float64Array {
  const differences: number[] = [];
  for (let trace = 0; trace < arm.numerator.length; trace++) {
    const ofArm = arm.denominator[trace]!;
    const ofControl = control.denominator[trace]!;
    if (ofArm > 0 && ofControl > 0)
      differences.push(arm.numerator[trace]! / ofArm - control.numerator[trace]! / ofControl);
  }
  return Float64Array.from(differences);
}
