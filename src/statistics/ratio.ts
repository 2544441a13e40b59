/**
 * A ratio of sums over clusters: clusters are what was sampled (source traces), and each adds its share above and
 * below the fraction line. A mean is such a ratio, with the cluster's sum above and its count below. A cluster that
 * has nothing to say about a ratio has 0 in both places.
 */
export interface Ratio {
  /** One number a cluster. */
  readonly numerator: Float64Array;
  /** One number a cluster, 0 or more. */
  readonly denominator: Float64Array;
}

/** A ratio, or with `minus` a difference of two ratios, such as the stall ratios of two policies. */
export interface RatioColumn extends Ratio {
  readonly minus?: Ratio;
}

/** A two-sided confidence interval. */
export type Interval = readonly [low: number, high: number];

/** @throws RangeError when the two are not over the same clusters */
export function checkPair(arm: Ratio, control: Ratio): void {
  for (const { length } of [arm.denominator, control.numerator, control.denominator])
    if (length !== arm.numerator.length)
      throw new RangeError(`expected ${arm.numerator.length} clusters on both sides, got ${length}`);
}
