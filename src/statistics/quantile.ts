import { quantileSorted } from "./quantile-sorted.js";

/**
 * A quantile of values in any order, by the R-7 method of {@link quantileSorted}. The values are not changed. For
 * many quantiles of the same values, sort once and ask that.
 *
 * @param probability from 0 to 1
 * @returns undefined for no values
 * @throws RangeError when the probability is none
 */
export function quantile(values: ArrayLike<number>, probability: number): number | undefined {
  return quantileSorted(Float64Array.from(values).sort(), probability);
}
