import { normalQuantile } from "./normal-quantile.js";

/**
 * The quantile of Student's t distribution, by its expansion about the normal one (Abramowitz & Stegun, "Handbook of
 * Mathematical Functions", 26.7.5): from 9 degrees of freedom on right to three decimals between 0.005 and 0.995, below
 * too close to 0.
 *
 * @param probability between 0 and 1
 * @throws RangeError when the probability is none
 */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  const z = normalQuantile(probability);
  const square = z * z;
  const terms = [
    (square + 1) / 4,
    ((5 * square + 16) * square + 3) / 96,
    (((3 * square + 19) * square + 17) * square - 15) / 384,
    ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92160,
  ];
  return terms.reduceRight((rest, term) => (rest + z * term) / degreesOfFreedom, 0) + z;
}
