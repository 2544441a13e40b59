import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/random.js";
import { MOST_PLACES, oneByOne } from "../../src/statistics/arrangement.js";
import {
  bootstrapQuantiles,
  type QuantileBootstrapOptions,
  type SamplePair,
} from "../../src/statistics/bootstrap-quantiles.js";
import { clusterResampler } from "../../src/statistics/cluster-resampler.js";
import { quantile } from "../../src/statistics/quantile.js";
import { strataOf } from "../../src/statistics/strata.js";
import { WeightedQuantiles } from "../../src/statistics/weighted-quantiles.js";

const sample = (values: number[], clusters: number[]) => ({ values: Float64Array.from(values), clusters });
const oneEach = (values: number[]) => sample(values, [...values.keys()]);
const seeded = () => randomStream(1, "quantiles");
const ofPair = ({ arm, control, ...options }: SamplePair & Omit<QuantileBootstrapOptions, "pairs">) =>
  bootstrapQuantiles({ pairs: [{ arm, control }], ...options })[0]!;

describe("bootstrapQuantiles", () => {
  it("has the quantiles of each side, by the R-7 method, in the order asked for", () => {
    const arm = oneEach([40, 10, 30, 20]);
    const control = oneEach([1, 2, 3, 4]);
    const strata = [0, 0, 0, 0];
    const found = ofPair({
      arm,
      control,
      strata,
      probabilities: [0.5, 0, 0.1],
      random: seeded(),
    });
    expect(found).toMatchObject([
      { probability: 0.5, arm: 25, control: 2.5, difference: 22.5 },
      { probability: 0, arm: 10, control: 1 },
      { probability: 0.1, arm: 13, control: 1.3 },
    ]);
  });

  it("takes a cluster with all its sessions, in both arms at once", () => {
    // The arm has 1 more in every session: so it has in every resample.
    const values = [3, 8, 1, 9, 4, 4, 7, 2];
    const clusters = [0, 0, 1, 1, 2, 2, 3, 3];
    const [found] = ofPair({
      ...{
        arm: sample(
          values.map((value) => value + 1),
          clusters,
        ),
        control: sample(values, clusters),
      },
      ...{ strata: [0, 0, 0, 0], probabilities: [0.25], random: seeded() },
    });
    expect(found!.interval).toEqual([1, 1]);
  });

  it("resamples within strata", () => {
    const values = [1, 1, 1, 9, 9, 9];
    const zeros = oneEach([0, 0, 0, 0, 0, 0]);
    const of = (strata: number[]) =>
      ofPair({
        arm: oneEach(values),
        control: zeros,
        strata,
        probabilities: [0.5],
        random: seeded(),
      })[0]!.interval;
    expect(of([0, 0, 0, 1, 1, 1])).toEqual([5, 5]);
    expect(of([0, 0, 0, 0, 0, 0])).toEqual([1, 9]);
  });

  it("says of very many clusters, resampled in groups, what theory says of them", () => {
    // The median of n uniform values is off by 1 / (2 sqrt(n)), and the arms are independent.
    const random = seeded();
    const clusters = 4 * MOST_PLACES;
    const uniform = () => oneEach(Array.from({ length: clusters }, random));
    const [found] = ofPair({
      ...{ arm: uniform(), control: uniform(), strata: new Array<number>(clusters).fill(0) },
      ...{ probabilities: [0.5], resamples: 2000, random },
    });
    const [low, high] = found!.interval!;
    const expected = (2 * 1.96 * Math.SQRT2) / (2 * Math.sqrt(clusters));
    expect((high - low) / expected).toBeGreaterThan(0.85);
    expect((high - low) / expected).toBeLessThan(1.15);
  });

  it("has no interval for one cluster, and no answer without values", () => {
    const strata = [0, 0];
    const one = sample([1, 2], [0, 0]);
    const of = (arm: typeof one, control: typeof one) =>
      ofPair({ arm, control, strata, probabilities: [0.5], random: seeded() });
    expect(of(one, oneEach([5, 6]))).toMatchObject([{ difference: -4, interval: undefined }]);
    expect(of(one, sample([], []))).toEqual([]);
  });

  it("says of each of several pairs what it says of it alone, whatever they share", () => {
    const random = seeded();
    const strata = [0, 0, 0, 1, 1, 1];
    const side = () => oneEach(strata.map(random));
    const [a, b, c] = [side(), side(), side()];
    const pairs = [
      { arm: a, control: c },
      { arm: b, control: c },
      { arm: c, control: a },
    ];
    const options = { strata, probabilities: [0.1, 0.5], resamples: 200 };
    expect(bootstrapQuantiles({ pairs, ...options, random: seeded() })).toEqual(
      pairs.map((pair) => ofPair({ ...pair, ...options, random: seeded() })),
    );
  });

  it("refuses a cluster without a stratum and a probability that is none", () => {
    const of = (clusters: number[], probability: number) => () =>
      ofPair({
        ...{ arm: sample([1, 2], clusters), control: oneEach([1, 2]), strata: [0, 0] },
        ...{ probabilities: [probability], random: seeded() },
      });
    expect(of([0, 2], 0.5)).toThrow(RangeError);
    expect(of([0, 1], 1.5)).toThrow(RangeError);
  });
});

describe("WeightedQuantiles", () => {
  it("says of a resample what it would of its values written out", () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.nat(5)), {
      minLength: 1,
      // Over 24 they are cut into bins.
      maxLength: 200,
    });
    const probabilities = fc.array(fc.constantFrom(0, 0.05, 0.1, 0.5, 0.77, 0.95, 1), { minLength: 1 });
    fc.assert(
      fc.property(rows, probabilities, fc.nat(), (some, asked, seed) => {
        const strata = strataOf([0, 1, 0, 1, 0, 1]);
        const arrangement = oneByOne(strata);
        const quantiles = new WeightedQuantiles(
          sample(
            some.map(([value]) => value),
            some.map(([, cluster]) => cluster),
          ),
          arrangement,
          asked,
        );
        const resample = clusterResampler(strata.sizes, randomStream(seed))();
        quantiles.take(resample);
        const times = new Map(
          Array.from({ length: resample.distinct }, (_, i) => [
            strata.order[resample.drawn[i]!]!,
            resample.times[i]!,
          ]),
        );
        const written = some.flatMap(([value, cluster]) =>
          new Array<number>(times.get(cluster) ?? 0).fill(value),
        );
        asked.forEach((probability, at) => {
          const expected = quantile(written, probability);
          if (expected === undefined) expect(quantiles.found[at]).toBeNaN();
          else expect(quantiles.found[at]).toBeCloseTo(expected, 9);
        });
      }),
    );
  });
});
