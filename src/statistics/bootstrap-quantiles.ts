import { clusterResampler, everyClusterOnce } from "./cluster-resampler.js";
import { quantileSorted } from "./quantile-sorted.js";
import type { Interval } from "./ratio.js";
import { strataWithoutLoners } from "./strata.js";
import { type ClusteredValues, WeightedQuantiles } from "./weighted-quantiles.js";

/** Sessions looked at over all resamples: some tenths of a second. */
const MOST_LOOKS = 2e7;
/** Fewer would leave the ends of a 95 % interval to a handful of resamples. */
const LEAST_RESAMPLES = 1000;

export interface QuantileBootstrapOptions {
  readonly arm: ClusteredValues;
  /** Over the same clusters. */
  readonly control: ClusteredValues;
  /** The stratum of each cluster, as any number. Strata of one cluster are joined. */
  readonly strata: ArrayLike<number>;
  readonly probabilities: readonly number[];
  /** At most; see {@link bootstrapQuantiles}. */
  readonly resamples?: number;
  readonly confidence?: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

export interface QuantileDifference {
  readonly probability: number;
  /** The quantiles, by the R-7 method. */
  readonly arm: number;
  readonly control: number;
  /** Arm less control. */
  readonly difference: number;
  /** Undefined where the values of a side come from fewer than two clusters. */
  readonly interval: Interval | undefined;
  /** How many were taken. */
  readonly resamples: number;
}

/**
 * How quantiles differ between two arms, with percentile intervals by the stratified cluster bootstrap: a resample takes
 * whole clusters, in both arms the same. Percentile intervals, because quantiles have neither the linearisation nor the
 * jackknife that better intervals need (Efron 1982, "The Jackknife, the Bootstrap and Other Resampling Plans", section
 * 3.4); far out in the tails of few clusters they are too narrow.
 *
 * The work is sessions times resamples. Where that is over 20 million, fewer resamples are taken, though never fewer
 * than 1,000; the result says how many.
 *
 * @returns an entry for each probability, in the given order; none where a side has no values
 * @throws RangeError when a probability or a cluster is none
 */
export function bootstrapQuantiles(options: QuantileBootstrapOptions): QuantileDifference[] {
  const { probabilities, confidence = 0.95, random } = options;
  const strata = strataWithoutLoners(options.strata);
  const arm = new WeightedQuantiles(options.arm, strata, probabilities);
  const control = new WeightedQuantiles(options.control, strata, probabilities);
  if (arm.size === 0 || control.size === 0) return [];

  const affordable = Math.max(LEAST_RESAMPLES, Math.floor(MOST_LOOKS / (arm.size + control.size)));
  const resamples = Math.min(options.resamples ?? 10_000, affordable);
  const all = everyClusterOnce(strata.sizes);
  arm.take(all);
  control.take(all);
  const ofArm = arm.found.slice();
  const ofControl = control.found.slice();
  const resampled = probabilities.map(() => new Float64Array(resamples));
  const draw = clusterResampler(strata.sizes, random);
  for (let row = 0; row < resamples; row++) {
    const resample = draw();
    arm.take(resample);
    control.take(resample);
    for (let index = 0; index < probabilities.length; index++)
      resampled[index]![row] = arm.found[index]! - control.found[index]!;
  }
  const varies = arm.clusters > 1 && control.clusters > 1;
  return probabilities.map((probability, index) => ({
    probability,
    arm: ofArm[index]!,
    control: ofControl[index]!,
    difference: ofArm[index]! - ofControl[index]!,
    interval: varies ? percentileInterval(resampled[index]!, confidence) : undefined,
    resamples,
  }));
}

function percentileInterval(resampled: Float64Array, confidence: number): Interval | undefined {
  const ascending = resampled.filter((value) => !Number.isNaN(value)).sort();
  const low = quantileSorted(ascending, (1 - confidence) / 2);
  const high = quantileSorted(ascending, (1 + confidence) / 2);
  return low === undefined || high === undefined ? undefined : [low, high];
}
