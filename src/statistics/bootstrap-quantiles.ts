import { answersOf } from "./answers.js";
import { inGroups, oneByOne } from "./arrangement.js";
import { clusterResampler, everyClusterOnce } from "./cluster-resampler.js";
import type { Interval } from "./ratio.js";
import { selectQuantiles } from "./select-quantiles.js";
import { strataWithoutLoners } from "./strata.js";
import { type ClusteredValues, WeightedQuantiles } from "./weighted-quantiles.js";

export interface QuantileBootstrapOptions {
  readonly arm: ClusteredValues;
  /** Over the same clusters. */
  readonly control: ClusteredValues;
  /** The stratum of each cluster, as any number. Strata of one cluster are joined. */
  readonly strata: ArrayLike<number>;
  readonly probabilities: readonly number[];
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
}

/**
 * How quantiles differ between two arms, with percentile intervals by the stratified cluster bootstrap: a resample takes
 * whole clusters, in both arms the same. Percentile intervals, because quantiles have neither the linearisation nor the
 * jackknife that better intervals need (Efron 1982, "The Jackknife, the Bootstrap and Other Resampling Plans", section
 * 3.4); far out in the tails of few clusters they are too narrow.
 *
 * The work hardly grows with the sessions ({@link WeightedQuantiles}), nor with more clusters than are resampled one by
 * one ({@link inGroups}).
 *
 * @returns an entry for each probability, in the given order; none where a side has no values
 * @throws RangeError when a probability or a cluster is none
 */
export function bootstrapQuantiles(options: QuantileBootstrapOptions): QuantileDifference[] {
  const { probabilities, resamples = 10_000, confidence = 0.95, random } = options;
  const strata = strataWithoutLoners(options.strata);
  const arrangement = inGroups(strata, random) ?? oneByOne(strata);
  const arm = new WeightedQuantiles(options.arm, arrangement, probabilities);
  const control = new WeightedQuantiles(options.control, arrangement, probabilities);
  if (arm.size === 0 || control.size === 0) return [];

  const all = everyClusterOnce(arrangement.sizes);
  arm.take(all);
  control.take(all);
  const ofArm = arm.found.slice();
  const ofControl = control.found.slice();
  const resampled = probabilities.map(() => new Float64Array(resamples));
  const draw = clusterResampler(arrangement.sizes, random);
  for (let row = 0; row < resamples; row++) {
    const resample = draw();
    arm.take(resample);
    control.take(resample);
    for (let index = 0; index < probabilities.length; index++)
      resampled[index]![row] = arm.found[index]! - control.found[index]!;
  }
  const varies = arm.placesWithValues > 1 && control.placesWithValues > 1;
  return probabilities.map((probability, index) => ({
    probability,
    arm: ofArm[index]!,
    control: ofControl[index]!,
    difference: ofArm[index]! - ofControl[index]!,
    interval: varies ? percentileInterval(resampled[index]!, confidence) : undefined,
  }));
}

function percentileInterval(resampled: Float64Array, confidence: number): Interval | undefined {
  const answers = answersOf(resampled);
  const [low, high] = selectQuantiles(answers, [(1 - confidence) / 2, (1 + confidence) / 2]);
  return low === undefined || high === undefined ? undefined : [low, high];
}
