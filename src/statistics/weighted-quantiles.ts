import type { ClusterResample } from "./cluster-resampler.js";
import type { Strata } from "./strata.js";

/** What was measured, session by session. */
export interface ClusteredValues {
  readonly values: Float64Array;
  /** The cluster of each value: an index into the strata. */
  readonly clusters: ArrayLike<number>;
}

/** The quantiles of resamples of clustered values, by the R-7 method. They are sorted once, and a resample takes one walk. */
export class WeightedQuantiles {
  /** One for each probability; NaN where the resample has no values. */
  readonly found: Float64Array;
  readonly size: number;
  /** From how many clusters the values are. */
  readonly clusters: number;

  private readonly values: Float64Array;
  private readonly places: Uint32Array;
  /** How many values each cluster has. */
  private readonly counts: Float64Array;
  private readonly times: Float64Array;
  private readonly probabilities: readonly number[];
  /** Places in `probabilities`, by rising probability. */
  private readonly rising: readonly number[];

  constructor({ values, clusters }: ClusteredValues, { order }: Strata, probabilities: readonly number[]) {
    const placeOf = new Uint32Array(order.length);
    order.forEach((cluster, place) => {
      placeOf[cluster] = place;
    });
    const sorted = Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
    for (const session of sorted)
      if (!(clusters[session]! in placeOf))
        throw new RangeError(`expected a cluster below ${order.length}, got ${clusters[session]}`);
    for (const probability of probabilities)
      if (!(probability >= 0 && probability <= 1))
        throw new RangeError(`expected a probability from 0 to 1, got ${probability}`);
    this.values = Float64Array.from(sorted, (session) => values[session]!);
    this.places = Uint32Array.from(sorted, (session) => placeOf[clusters[session]!]!);
    this.size = values.length;
    this.counts = new Float64Array(order.length);
    for (const place of this.places) this.counts[place]!++;
    this.clusters = this.counts.filter((count) => count > 0).length;
    this.times = new Float64Array(order.length);
    this.probabilities = probabilities;
    this.rising = Array.from(probabilities.keys()).sort((a, b) => probabilities[a]! - probabilities[b]!);
    this.found = new Float64Array(probabilities.length);
  }

  /** Walks up the values, as far as is asked for, as if each stood there as often as its cluster came up. */
  take({ drawn, times, distinct }: ClusterResample): void {
    const { values, places, found } = this;
    this.times.fill(0);
    let weight = 0;
    for (let i = 0; i < distinct; i++) {
      const place = drawn[i]!;
      this.times[place] = times[i]!;
      weight += times[i]! * this.counts[place]!;
    }
    if (weight === 0) {
      found.fill(Number.NaN);
      return;
    }
    let i = -1;
    let passed = 0;
    for (const index of this.rising) {
      const position = (weight - 1) * this.probabilities[index]!;
      const below = Math.floor(position);
      while (passed <= below) passed += this.times[places[++i]!]!;
      const low = values[i]!;
      let next = i;
      // The value after may be the same one again, or lie behind values that did not come up.
      if (position > below && passed === below + 1)
        do next++;
        while (this.times[places[next]!] === 0);
      found[index] = low + (values[next]! - low) * (position - below);
    }
  }
}
