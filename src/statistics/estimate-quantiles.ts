import { bootstrapRatios } from "./bootstrap-ratios.js";
import { countBelow, countUpTo } from "./count-below.js";
import { quantileSorted } from "./quantile-sorted.js";
import type { Interval } from "./ratio.js";

/** Values by the cluster that they are from. */
export interface ClusteredSample {
  /** Of each cluster, ascending; none of one that has nothing to say. */
  readonly clusters: readonly Float64Array[];
  readonly probabilities: readonly number[];
}

export interface QuantileEstimateOptions {
  /** All over the same clusters. */
  readonly samples: readonly ClusteredSample[];
  readonly resamples?: number;
  readonly confidence?: number;
  /** Uniform in [0, 1). How much is drawn depends on the clusters and resamples alone. */
  readonly random: () => number;
}

export interface QuantileEstimate {
  /** Of all values together, by the R-7 method. */
  readonly value: number;
  /** Undefined where fewer than two clusters have values. */
  readonly interval: Interval | undefined;
}

/**
 * Quantiles of clustered values, with intervals after Woodruff (1952, "Confidence intervals for medians and other
 * position measures"): the share of values below the quantile is a ratio of sums, so {@link bootstrapRatios} knows how
 * far it may be off; the interval holds the quantiles at the shares so far off. Of values equal to the quantile half
 * count as below. Percentile intervals are narrower than they say in the tails of few clusters, these are not.
 *
 * @returns for each sample one for each probability; none for a sample without values
 * @throws RangeError when a probability or a confidence is none
 */
export function estimateQuantiles(options: QuantileEstimateOptions): QuantileEstimate[][] {
  const { samples, resamples = 2000, confidence = 0.95, random } = options;
  const found = samples.map(({ clusters, probabilities }) => {
    const all = joined(clusters).sort();
    return { all, quantiles: probabilities.map((probability) => quantileSorted(all, probability)) };
  });
  const columns = samples.flatMap(({ clusters }, sample) =>
    found[sample]!.quantiles.map((quantile) => ({
      numerator: Float64Array.from(clusters, (ascending) => ranked(ascending, quantile)),
      denominator: Float64Array.from(clusters, ({ length }) => length),
    })),
  );
  const estimates = bootstrapRatios({ columns, resamples, confidences: [confidence], random });
  let column = 0;
  return samples.map(({ probabilities }, sample) => {
    const { all, quantiles } = found[sample]!;
    return quantiles.flatMap((value, index) => {
      const { numerator } = columns[column]!;
      const { intervals } = estimates[column++]!;
      if (value === undefined) return [];
      const share = numerator.reduce((total, below) => total + below, 0) / all.length;
      const at = (bound: number) =>
        quantileSorted(all, Math.min(1, Math.max(0, probabilities[index]! + bound - share)))!;
      const [interval] = intervals;
      return { value, interval: interval && ([at(interval[0]), at(interval[1])] as const) };
    });
  });
}

function joined(clusters: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(clusters.reduce((total, { length }) => total + length, 0));
  let filled = 0;
  for (const values of clusters) {
    all.set(values, filled);
    filled += values.length;
  }
  return all;
}

/** How many values are below, and half of how many are equal. */
function ranked(ascending: Float64Array, value: number | undefined): number {
  if (value === undefined) return 0;
  return (countBelow(ascending, value) + countUpTo(ascending, value)) / 2;
}
