import type { Distribution } from "./charts/cdf.js";
import { NOISE } from "./figures.js";

/**
 * What the values of a metric depend on: nothing, for they are all one; the session but not the policy, such as
 * the length of the video; or the policy.
 */
export type Variation = "none" | "sessions" | "policies";

/**
 * Tells whether there is something to be seen in the distributions of a metric. Values that differ by no more than
 * rounding noise are the same.
 *
 * @param distributions of one metric, one an arm
 */
export function variationOf(distributions: readonly Distribution[]): Variation {
  const samples = distributions.filter(({ sorted }) => sorted.length > 0);
  const [first] = samples;
  if (!first) return "none";
  const ends = samples.flatMap(({ sorted }) => [sorted[0]!, sorted[sorted.length - 1]!]);
  const noise = NOISE * Math.max(...ends.map(Math.abs));
  if (Math.max(...ends) - Math.min(...ends) <= noise) return "none";
  const alike = samples.every(
    ({ sorted, sessions }) =>
      sorted.length === first.sorted.length &&
      sessions === first.sessions &&
      Array.prototype.every.call(
        sorted,
        (value: number, rank: number) => Math.abs(value - first.sorted[rank]!) <= noise,
      ),
  );
  return alike ? "sessions" : "policies";
}
