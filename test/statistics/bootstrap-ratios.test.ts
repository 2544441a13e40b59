import { describe, expect, it } from "vitest";
import { normalDraw, randomStream } from "../../src/random.js";
import { MOST_PLACES } from "../../src/statistics/arrangement.js";
import { bootstrapRatios } from "../../src/statistics/bootstrap-ratios.js";
import type { Interval, Ratio, RatioColumn } from "../../src/statistics/ratio.js";
import { meanOf } from "./synthetic.js";

const ratio = (numerator: number[], denominator: number[]): Ratio => ({
  numerator: Float64Array.from(numerator),
  denominator: Float64Array.from(denominator),
});
const seeded = () => randomStream(1, "bootstrap");

const skewed = [1.2, 0.4, 3.3, 0.9, 7.5, 2.1, 0.3, 1.8, 4.4, 0.7, 2.6, 1.1];
const stalls = ratio([2, 1, 4, 0, 3, 1, 0, 5, 2, 2], [60, 50, 70, 30, 80, 45, 20, 90, 65, 55]);

/** The 95 % interval of each column. */
function intervalsOf(
  columns: RatioColumn[],
  more: { strata?: number[]; resamples?: number } = {},
): (Interval | undefined)[] {
  return bootstrapRatios({ columns, random: seeded(), ...more }).map(({ intervals }) => intervals[0]);
}

describe("bootstrapRatios", () => {
  // The figures of the first two are NumPy's, by 400,000 multinomial resamples.
  it("agrees with another implementation on a mean", () => {
    const [found] = bootstrapRatios({ columns: [meanOf(skewed)], random: seeded() });
    expect(found!.standardError).toBeCloseTo(0.599679, 6);
    expect(found!.intervals[0]![0]).toBeCloseTo(1.1995, 1);
    expect(found!.intervals[0]![1]).toBeCloseTo(4.5761, 0);
    expect(found!.method).toBe("studentised");
  });

  it("agrees with another implementation on a ratio of sums", () => {
    const [found] = bootstrapRatios({ columns: [stalls], random: seeded() });
    expect(found!.standardError).toBeCloseTo(0.0053808, 7);
    expect(found!.intervals[0]![0]).toBeCloseTo(0.024308, 3);
    expect(found!.intervals[0]![1]).toBeCloseTo(0.051071, 3);
  });

  it("gives a column the same interval whatever stands beside it", () => {
    const column = meanOf(skewed);
    const [alone] = intervalsOf([column], { resamples: 500 });
    const beside = [meanOf([...skewed].reverse()), column, { ...meanOf(skewed), minus: column }];
    expect(intervalsOf(beside, { resamples: 500 })[1]).toEqual(alone);
  });

  it("resamples both sides of a difference together", () => {
    const higher = meanOf(skewed.map((value) => value + 1));
    const [found] = bootstrapRatios({ columns: [{ ...higher, minus: meanOf(skewed) }], random: seeded() });
    expect(found!.standardError).toBe(0);
    expect(found!.intervals[0]![0]).toBeCloseTo(1, 12);
    expect(found!.intervals[0]![1]).toBeCloseTo(1, 12);
  });

  it("turns round with the sides of a difference", () => {
    const other = meanOf([...skewed].reverse());
    const [there, back] = intervalsOf([
      { ...meanOf(skewed), minus: other },
      { ...other, minus: meanOf(skewed) },
    ]);
    expect(there![0]).toBeCloseTo(-back![1], 10);
    expect(there![1]).toBeCloseTo(-back![0], 10);
  });

  it("resamples within strata, so that differences between them do not count", () => {
    const columns = [meanOf([1, 9, 1, 9, 1, 9])];
    expect(intervalsOf(columns, { strata: [0, 1, 0, 1, 0, 1] })).toEqual([[5, 5]]);
    const [pooled] = intervalsOf(columns);
    expect(pooled![1] - pooled![0]).toBeGreaterThan(4);
  });

  it("joins strata of one cluster, so that they vary too", () => {
    const columns = [meanOf([1, 2, 4, 5])];
    expect(intervalsOf(columns, { strata: [0, 1, 2, 3] })).toEqual(intervalsOf(columns));
  });

  it("has no width where all clusters agree", () => {
    const mean = 0.30000000000000004 / 3;
    const [found] = bootstrapRatios({ columns: [meanOf([0.1, 0.1, 0.1])], random: seeded() });
    expect(found).toEqual({ standardError: 0, intervals: [[mean, mean]], method: "studentised" });
  });

  it("is undefined for fewer than two clusters with something below the line", () => {
    const columns = [ratio([1, 0, 0], [1, 0, 0]), meanOf([1, 2, 3]), ratio([0, 0, 0], [0, 0, 0])];
    const found = bootstrapRatios({ columns, resamples: 100, random: seeded() });
    expect(found.map(({ standardError }) => standardError !== undefined)).toEqual([false, true, false]);
    expect(found[0]!.intervals).toEqual([undefined]);
    expect(intervalsOf([meanOf([4])])).toEqual([undefined]);
    expect(intervalsOf([meanOf([])])).toEqual([undefined]);
  });

  it("leaves out resamples in which nothing is below the line", () => {
    const [found] = intervalsOf([ratio([1, 3, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0])]);
    expect(found!.every(Number.isFinite)).toBe(true);
    expect(found![0]).toBeLessThanOrEqual(1);
    expect(found![1]).toBeGreaterThanOrEqual(3);
  });

  it("narrows as the confidence falls, by the same resamples", () => {
    const [found] = bootstrapRatios({
      columns: [meanOf(skewed)],
      confidences: [0.95, 0.9],
      random: seeded(),
    });
    const [wide, narrow] = found!.intervals;
    expect(wide).toEqual(intervalsOf([meanOf(skewed)])[0]);
    expect(narrow![0]).toBeGreaterThan(wide![0]);
    expect(narrow![1]).toBeLessThan(wide![1]);
  });

  it("holds bounds to eight standard errors where one cluster of many stands out, and says so", () => {
    const columns = [meanOf([3, ...new Array<number>(29).fill(0)])];
    const [found] = bootstrapRatios({ columns, random: seeded() });
    expect(found!.method).toBe("limited");
    expect(found!.standardError).toBeCloseTo(0.1, 12);
    expect(found!.intervals[0]![1]).toBeCloseTo(0.1 + 0.8, 12);
  });

  it("has no negative bound where nothing is negative, but for differences", () => {
    const few = meanOf([3, ...new Array<number>(29).fill(0)]);
    const [found, difference] = intervalsOf([few, { ...few, minus: meanOf(new Array<number>(30).fill(0)) }]);
    expect(found![0]).toBe(0);
    expect(difference![0]).toBeLessThan(0);
    expect(difference![1]).toBe(found![1]);
  });

  it("draws as much whatever the columns", () => {
    const drawnBy = (columns: RatioColumn[]) => {
      let drawn = 0;
      const random = () => {
        drawn++;
        return 0.5;
      };
      bootstrapRatios({ columns, resamples: 10, random });
      return drawn;
    };
    expect(drawnBy([meanOf(skewed)])).toBe(120);
    expect(
      drawnBy([ratio(new Array<number>(12).fill(0), new Array<number>(12).fill(0)), meanOf(skewed)]),
    ).toBe(120);
  });

  it("refuses columns over different clusters, and a confidence that is none", () => {
    const refused = (columns: RatioColumn[], more = {}) =>
      expect(() => bootstrapRatios({ columns, random: seeded(), ...more })).toThrow(RangeError);
    refused([meanOf([1, 2]), meanOf([1, 2, 3])]);
    refused([{ ...meanOf([1, 2]), minus: meanOf([1]) }]);
    refused([meanOf([1, 2])], { strata: [0] });
    refused([meanOf([1, 2])], { confidences: [95] });
  });

  it("resamples very many clusters in groups, and says what it would of single ones", () => {
    const random = randomStream(1, "many");
    const values = Array.from({ length: 6 * MOST_PLACES }, (_, at) => (at % 3) * 5 + normalDraw(random));
    const strata = values.map((_, at) => at % 3);
    const [found] = bootstrapRatios({ columns: [meanOf(values)], strata, random: seeded() });
    // Of each stratum 1,000 values whose variance is 1: that of the mean is 1 / 3,000, whatever the strata's means.
    expect(found!.standardError! * Math.sqrt(values.length)).toBeCloseTo(1, 1);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const [low, high] = found!.intervals[0]!.map((end) => (end - mean) / found!.standardError!);
    expect(low).toBeCloseTo(-1.96, 1);
    expect(high).toBeCloseTo(1.96, 1);
  });
});
