import type { Arrangement } from "./arrangement.js";
import type { ClusterResample } from "./cluster-resampler.js";
import { between, checkProbability } from "./quantile-sorted.js";
import { sortTogether } from "./sort-together.js";

/** What was measured, session by session. */
export interface ClusteredValues {
  readonly values: Float64Array;
  /** The cluster of each value: an index into the strata. */
  readonly clusters: ArrayLike<number>;
}

/** Values in a bin, for each place: to walk over so many is as quick as to find the bin. */
const VALUES_FOR_PLACE = 4;

/**
 * The quantiles of resamples of clustered values, by the R-7 method, exactly. Values are sorted once, cut into bins, and
 * counted by place up to each bin: a resample finds the bin by halving, and walks in that one alone. What that
 * costs is the places times the logarithm of the bins, and the counts take up an eighth of what the values do.
 */
export class WeightedQuantiles {
  /** One for each probability; NaN where the resample has no values. */
  readonly found: Float64Array;
  readonly size: number;
  /** At how many places the values are. */
  readonly placesWithValues: number;

  /** Ascending. */
  private readonly values: Float64Array;
  /** The place of each. */
  private readonly places: Uint32Array;
  /** How often each place came up. */
  private readonly times: Float64Array;
  private readonly probabilities: readonly number[];
  private readonly bins: number;
  private readonly binSize: number;
  /** Of each bin's beginning, and of the end, how many values at each place are before it. */
  private readonly before: Uint32Array;

  /** @throws RangeError when a probability or a cluster is none */
  constructor(
    { values, clusters }: ClusteredValues,
    arrangement: Arrangement,
    probabilities: readonly number[],
  ) {
    const { placeOf, sizes } = arrangement;
    for (const probability of probabilities) checkProbability(probability);
    const all = sizes.reduce((sum, size) => sum + size, 0);
    this.size = values.length;
    this.values = values.slice();
    this.places = placesOf(clusters, placeOf, values.length);
    sortTogether(this.values, this.places);
    this.times = new Float64Array(all);
    this.probabilities = probabilities;
    this.found = new Float64Array(probabilities.length);
    this.binSize = VALUES_FOR_PLACE * Math.max(all, 1);
    this.bins = Math.ceil(this.size / this.binSize);
    this.before = countsByBin(this.places, all, this.bins, this.binSize);
    this.placesWithValues = this.before.subarray(this.bins * all).filter((count) => count > 0).length;
  }

  /** Finds the quantiles as if each value stood there as often as its place came up. */
  take(resample: ClusterResample): void {
    const { values, places, times, found, probabilities } = this;
    const weight = this.weightBefore(this.bins, resample);
    if (weight === 0) {
      found.fill(Number.NaN);
      return;
    }
    times.fill(0);
    for (let i = 0; i < resample.distinct; i++) times[resample.drawn[i]!] = resample.times[i]!;
    for (let index = 0; index < probabilities.length; index++) {
      const position = (weight - 1) * probabilities[index]!;
      const below = Math.floor(position);
      let bin = 0;
      let passed = 0;
      for (let end = this.bins; end - bin > 1; ) {
        const middle = (bin + end) >>> 1;
        const before = this.weightBefore(middle, resample);
        if (before <= below) {
          bin = middle;
          passed = before;
        } else end = middle;
      }
      let i = bin * this.binSize - 1;
      while (passed <= below) passed += times[places[++i]!]!;
      const low = values[i]!;
      let next = i;
      // The value after may be the same one again, or lie behind values that did not come up.
      if (position > below && passed === below + 1)
        do next++;
        while (times[places[next]!] === 0);
      found[index] = between(low, values[next]!, position - below);
    }
  }

  /** How many values of the resample are before a bin. */
  private weightBefore(bin: number, { drawn, times, distinct }: ClusterResample): number {
    const { before } = this;
    const row = bin * this.times.length;
    let weight = 0;
    for (let i = 0; i < distinct; i++) weight += times[i]! * before[row + drawn[i]!]!;
    return weight;
  }
}

function placesOf(clusters: ArrayLike<number>, placeOf: Uint32Array, count: number): Uint32Array {
  const places = new Uint32Array(count);
  for (let session = 0; session < count; session++) {
    const place = placeOf[clusters[session]!];
    if (place === undefined)
      throw new RangeError(`expected a cluster below ${placeOf.length}, got ${clusters[session]}`);
    places[session] = place;
  }
  return places;
}

function countsByBin(places: Uint32Array, all: number, bins: number, binSize: number): Uint32Array {
  const counts = new Uint32Array((bins + 1) * all);
  for (let bin = 0; bin < bins; bin++) {
    const next = (bin + 1) * all;
    counts.copyWithin(next, next - all, next);
    const end = Math.min(places.length, (bin + 1) * binSize);
    for (let i = bin * binSize; i < end; i++) counts[next + places[i]!]!++;
  }
  return counts;
}
