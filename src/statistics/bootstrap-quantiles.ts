import { answersOf } from "./answers.js";
import { inGroups, oneByOne } from "./arrangement.js";
import { clusterResampler, everyClusterOnce } from "./cluster-resampler.js";
import type { Interval } from "./ratio.js";
import { selectQuantiles } from "./select-quantiles.js";
import { strataWithoutLoners } from "./strata.js";
import { type ClusteredValues, WeightedQuantiles } from "./weighted-quantiles.js";

/** Two samples to compare, over the same clusters. */
export interface SamplePair {
  readonly arm: ClusteredValues;
  readonly control: ClusteredValues;
}

export interface QuantileBootstrapOptions {
  /** A sample that is in several is worked through once. */
  readonly pairs: readonly SamplePair[];
  /** The stratum of each cluster, as any number. Strata of one cluster are joined. */
  readonly strata: ArrayLike<number>;
  readonly probabilities: readonly number[];
  readonly resamples?: number;
  readonly confidence?: number;
  /** Uniform in [0, 1). How much is drawn depends on the clusters and resamples alone, not on the pairs. */
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
 * whole clusters, in all arms the same. Percentile intervals, because quantiles have neither the linearisation nor the
 * jackknife that better intervals need (Efron 1982, "The Jackknife, the Bootstrap and Other Resampling Plans", section
 * 3.4); far out in the tails of few clusters they are too narrow.
 *
 * The work hardly grows with the sessions ({@link WeightedQuantiles}), nor with more clusters than are resampled one by
 * one ({@link inGroups}).
 *
 * @returns of each pair, an entry for each probability, in the given order; none where a side has no values
 * @throws RangeError when a probability or a cluster is none
 */
export function bootstrapQuantiles(options: QuantileBootstrapOptions): QuantileDifference[][] {
  const { pairs, probabilities, resamples = 10_000, confidence = 0.95, random } = options;
  const strata = strataWithoutLoners(options.strata);
  const arrangement = inGroups(strata, random) ?? oneByOne(strata);
  const whole = everyClusterOnce(arrangement.sizes);
  const samples = new Map<ClusteredValues, Resampled>();
  for (const values of pairs.flatMap(({ arm, control }) => [arm, control])) {
    if (samples.has(values)) continue;
    const quantiles = new WeightedQuantiles(values, arrangement, probabilities);
    quantiles.take(whole);
    const rows = probabilities.map(() => new Float64Array(resamples));
    samples.set(values, { quantiles, observed: quantiles.found.slice(), rows });
  }
  const all = [...samples.values()];
  const draw = clusterResampler(arrangement.sizes, random);
  for (let row = 0; row < resamples; row++) {
    const resample = draw();
    for (const { quantiles, rows } of all) {
      quantiles.take(resample);
      for (let index = 0; index < rows.length; index++) rows[index]![row] = quantiles.found[index]!;
    }
  }
  return pairs.map(({ arm, control }) =>
    differencesOf(samples.get(arm)!, samples.get(control)!, probabilities, confidence),
  );
}

/** The quantiles of one sample, by probability. */
interface Resampled {
  readonly quantiles: WeightedQuantiles;
  readonly observed: Float64Array;
  /** In each resample. */
  readonly rows: readonly Float64Array[];
}

function differencesOf(
  arm: Resampled,
  control: Resampled,
  probabilities: readonly number[],
  confidence: number,
): QuantileDifference[] {
  if (arm.quantiles.size === 0 || control.quantiles.size === 0) return [];
  const varies = arm.quantiles.placesWithValues > 1 && control.quantiles.placesWithValues > 1;
  return probabilities.map((probability, index) => {
    const ofControl = control.rows[index]!;
    const resampled = arm.rows[index]!.map((value, row) => value - ofControl[row]!);
    return {
      probability,
      arm: arm.observed[index]!,
      control: control.observed[index]!,
      difference: arm.observed[index]! - control.observed[index]!,
      interval: varies ? percentileInterval(resampled, confidence) : undefined,
    };
  });
}

function percentileInterval(resampled: Float64Array, confidence: number): Interval | undefined {
  const answers = answersOf(resampled);
  const [low, high] = selectQuantiles(answers, [(1 - confidence) / 2, (1 + confidence) / 2]);
  return low === undefined || high === undefined ? undefined : [low, high];
}
