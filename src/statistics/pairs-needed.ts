import type { PowerOptions } from "./minimum-detectable.js";
import { normalQuantile } from "./normal-quantile.js";

/**
 * What is to be shown: that there is a difference; that the arm is worse by no more than a margin, or differs by no more
 * than it either way, when in truth there is no difference.
 */
export type TestDesign = "two-sided" | "non-inferiority" | "equivalence";

export interface PairsNeededOptions extends PowerOptions {
  readonly design: TestDesign;
}

/**
 * How many pairs a test takes to show what is there, by the normal distribution (Chow, Shao & Wang 2008, "Sample Size
 * Calculations in Clinical Research", section 3.1).
 *
 * @param effectOverSd the true difference, or the margin, over the standard deviation of differences
 * @throws RangeError when it is 0 or none: no number of pairs would do
 */
export function pairsNeeded(
  effectOverSd: number,
  { design, power = 0.8, significance = 0.05 }: PairsNeededOptions,
): number {
  if (!(effectOverSd !== 0 && Number.isFinite(effectOverSd)))
    throw new RangeError(`expected an effect other than 0, got ${effectOverSd}`);
  const alpha = design === "two-sided" ? significance / 2 : significance;
  // Equivalence is two tests, and each may miss half of the time.
  const miss = design === "equivalence" ? (1 - power) / 2 : 1 - power;
  return Math.ceil(((normalQuantile(1 - alpha) + normalQuantile(1 - miss)) / effectOverSd) ** 2);
}
