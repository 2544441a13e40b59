import { mean } from "./mean.js";
import { standardDeviation } from "./standard-deviation.js";

/** Standard deviation (n - 1) over mean; undefined for fewer than two values or where the mean is not positive. */
export function coefficientOfVariation(values: ArrayLike<number>): number | undefined {
  const spread = standardDeviation(values);
  const centre = mean(values);
  return spread === undefined || centre === undefined || !(centre > 0) ? undefined : spread / centre;
}
