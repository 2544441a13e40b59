import { mean } from "./mean.js";
import { standardDeviation } from "./standard-deviation.js";

/**
 * The mean of paired differences over their standard deviation (n - 1): Cohen's d_z (Cohen 1988, "Statistical Power
 * Analysis for the Behavioral Sciences", section 2.3.5).
 *
 * @returns undefined for fewer than two differences or where all are equal
 */
export function effectSize(differences: ArrayLike<number>): number | undefined {
  const spread = standardDeviation(differences);
  return spread === undefined || spread === 0 ? undefined : mean(differences)! / spread;
}
