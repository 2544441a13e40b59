import { describe, expect, it } from "vitest";
import { normalDraw, randomStream } from "../../src/random.js";
import { bootstrapRatios } from "../../src/statistics/bootstrap-ratios.js";
import type { Ratio } from "../../src/statistics/ratio.js";

const ratio = (numerator: number[], denominator: number[]): Ratio => ({
  numerator: Float64Array.from(numerator),
  denominator: Float64Array.from(denominator),
});
const meanOf = (values: number[]): Ratio => ratio(values, new Array<number>(values.length).fill(1));
const seeded = () => randomStream(1, "bootstrap");

const skewed = [1.2, 0.4, 3.3, 0.9, 7.5, 2.1, 0.3, 1.8, 4.4, 0.7, 2.6, 1.1];
const stalls = ratio([2, 1, 4, 0, 3, 1, 0, 5, 2, 2], [60, 50, 70, 30, 80, 45, 20, 90, 65, 55]);

describe("bootstrapRatios", () => {
  it("agrees with SciPy's BCa interval of a mean", () => {
    const [interval] = bootstrapRatios({ columns: [meanOf(skewed)], random: seeded() });
    // scipy.stats.bootstrap, 400,000 resamples.
    expect(interval![0]).toBeCloseTo(1.35, 1);
    expect(interval![1]).toBeCloseTo(3.792, 1);
  });

  it("agrees with SciPy's BCa interval of a ratio of sums", () => {
    const [interval] = bootstrapRatios({ columns: [stalls], random: seeded() });
    expect(interval![0]).toBeCloseTo(0.02581, 3);
    expect(interval![1]).toBeCloseTo(0.04593, 3);
  });

  it("gives a column the same interval whatever stands beside it", () => {
    const column = meanOf(skewed);
    const [alone] = bootstrapRatios({ columns: [column], resamples: 500, random: seeded() });
    const beside = [meanOf([...skewed].reverse()), column, { ...meanOf(skewed), minus: column }];
    expect(bootstrapRatios({ columns: beside, resamples: 500, random: seeded() })[1]).toEqual(alone);
  });

  it("resamples both sides of a difference together", () => {
    const higher = meanOf(skewed.map((value) => value + 1));
    const columns = [{ ...higher, minus: meanOf(skewed) }];
    const [interval] = bootstrapRatios({ columns, resamples: 500, random: seeded() });
    expect(interval![0]).toBeCloseTo(1, 12);
    expect(interval![1]).toBeCloseTo(1, 12);
  });

  it("turns round with the sides of a difference", () => {
    const other = meanOf([...skewed].reverse());
    const columns = [
      { ...meanOf(skewed), minus: other },
      { ...other, minus: meanOf(skewed) },
    ];
    const [there, back] = bootstrapRatios({ columns, random: seeded() });
    expect(there![0]).toBeCloseTo(-back![1], 10);
    expect(there![1]).toBeCloseTo(-back![0], 10);
  });

  it("resamples within strata, so that differences between them do not count", () => {
    const columns = [meanOf([1, 9, 1, 9, 1, 9])];
    const [stratified] = bootstrapRatios({ columns, strata: [0, 1, 0, 1, 0, 1], random: seeded() });
    expect(stratified).toEqual([5, 5]);
    const [pooled] = bootstrapRatios({ columns, random: seeded() });
    expect(pooled![1] - pooled![0]).toBeGreaterThan(4);
  });

  it("has no width where all clusters agree", () => {
    expect(bootstrapRatios({ columns: [meanOf([0.1, 0.1, 0.1])], random: seeded() })).toEqual([
      [0.30000000000000004 / 3, 0.30000000000000004 / 3],
    ]);
  });

  it("is undefined for fewer than two clusters with something below the line", () => {
    const columns = [ratio([1, 0, 0], [1, 0, 0]), meanOf([1, 2, 3]), ratio([0, 0, 0], [0, 0, 0])];
    const found = bootstrapRatios({ columns, resamples: 100, random: seeded() });
    expect(found.map((interval) => interval !== undefined)).toEqual([false, true, false]);
    expect(bootstrapRatios({ columns: [meanOf([4])], random: seeded() })).toEqual([undefined]);
    expect(bootstrapRatios({ columns: [meanOf([])], random: seeded() })).toEqual([undefined]);
  });

  it("is undefined where each stratum has a single cluster", () => {
    const columns = [meanOf([1, 2, 3])];
    expect(bootstrapRatios({ columns, strata: [0, 1, 2], random: seeded() })).toEqual([undefined]);
  });

  it("leaves out resamples in which nothing is below the line", () => {
    const columns = [ratio([1, 3, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0])];
    expect(bootstrapRatios({ columns, random: seeded() })).toEqual([[1, 3]]);
  });

  it("narrows as the confidence falls", () => {
    const at = (confidence: number) =>
      bootstrapRatios({ columns: [meanOf(skewed)], confidence, random: seeded() })[0]!;
    expect(at(0.9)[0]).toBeGreaterThan(at(0.95)[0]);
    expect(at(0.9)[1]).toBeLessThan(at(0.95)[1]);
  });

  it("refuses columns over different clusters", () => {
    const columns = [meanOf([1, 2]), meanOf([1, 2, 3])];
    expect(() => bootstrapRatios({ columns, random: seeded() })).toThrow(RangeError);
    expect(() => bootstrapRatios({ columns: [meanOf([1, 2])], strata: [0], random: seeded() })).toThrow(
      RangeError,
    );
  });

  describe("covers the true mean about as often as it says, with 30 clusters", () => {
    it.each([
      ["normal", (z: number) => z, 0],
      ["lognormal (0.5)", (z: number) => Math.exp(0.5 * z), Math.exp(0.125)],
    ])("%s", (name, draw, truth) => {
      const random = randomStream(2, name);
      const trials = 400;
      let covered = 0;
      for (let trial = 0; trial < trials; trial++) {
        const column = meanOf(Array.from({ length: 30 }, () => draw(normalDraw(random))));
        const [low, high] = bootstrapRatios({ columns: [column], resamples: 600, random })[0]!;
        if (low <= truth && truth <= high) covered++;
      }
      // Over 6,000 trials it is 93 % and 92 %: at this size BCa falls a little short of its 95 %.
      expect(covered / trials).toBeGreaterThan(0.89);
      expect(covered / trials).toBeLessThan(0.97);
    });
  });
});
