import { describe, expect, it } from "vitest";
import { normalDraw, randomStream } from "../../src/random.js";
import { estimateQuantiles } from "../../src/statistics/estimate-quantiles.js";

const seeded = () => randomStream(1, "quantiles of one sample");
const ascending = (...values: number[]) => Float64Array.from(values).sort();
const one = (clusters: readonly Float64Array[], probabilities: readonly number[]) =>
  estimateQuantiles({ samples: [{ clusters, probabilities }], random: seeded() })[0]!;

describe("estimateQuantiles", () => {
  it("has the quantiles of all values together, by the R-7 method, in the order asked for", () => {
    const clusters = [ascending(40, 10), ascending(30), ascending(20)];
    expect(one(clusters, [0.5, 0, 0.1]).map(({ value }) => value)).toEqual([25, 10, 13]);
  });

  it("has the interval after Woodruff: quantiles at the bounds of the share below", () => {
    // A cluster a value: the share below the median is a mean of halves, ones and zeros, as of tosses of a coin.
    const clusters = Array.from({ length: 101 }, (_, index) => ascending(index));
    const [low, high] = one(clusters, [0.5])[0]!.interval!;
    // 1.98 standard errors of 0.05 are ten values to each side.
    expect(low).toBeGreaterThan(38);
    expect(low).toBeLessThan(42);
    expect(high).toBeGreaterThan(58);
    expect(high).toBeLessThan(62);
  });

  it("is wider where the values of a cluster are alike", () => {
    const random = seeded();
    const width = (clusters: readonly Float64Array[]) => {
      const [low, high] = one(clusters, [0.5])[0]!.interval!;
      return high - low;
    };
    const draws = Array.from({ length: 30 }, () => Array.from({ length: 20 }, () => normalDraw(random)));
    const apart = draws.map((values) => ascending(...values));
    const alike = draws.map(([first = 0, ...rest]) => ascending(...rest.map((value) => first + value / 10)));
    expect(width(alike)).toBeGreaterThan(2 * width(apart));
  });

  it("holds the truth about as often as it says, in the tails of few clusters too", () => {
    const random = randomStream(8, "coverage");
    const probabilities = [0.05, 0.5, 0.95];
    // Normal, a third of the variance between clusters: quantiles -1.645, 0 and 1.645 times its deviation.
    const truth = [-1.6449, 0, 1.6449].map((quantile) => quantile * Math.sqrt(1.5));
    const samples = Array.from({ length: 300 }, () => ({
      probabilities,
      clusters: Array.from({ length: 20 }, () => {
        const level = Math.sqrt(0.5) * normalDraw(random);
        return ascending(...Array.from({ length: 40 }, () => level + normalDraw(random)));
      }),
    }));
    const found = estimateQuantiles({ samples, resamples: 300, random });
    truth.forEach((value, index) => {
      const held = found.filter((estimates) => {
        const [low, high] = estimates[index]!.interval!;
        return low <= value && value <= high;
      });
      expect(held.length / found.length).toBeGreaterThan(0.9);
      expect(held.length / found.length).toBeLessThan(0.99);
    });
  });

  it("has no interval where one cluster has all the values, and nothing of no values", () => {
    expect(one([ascending(1, 2, 3), ascending()], [0.5])).toEqual([{ value: 2, interval: undefined }]);
    expect(one([ascending(), ascending()], [0.5])).toEqual([]);
  });

  it("answers for samples by themselves, whatever is asked beside", () => {
    const clusters = [ascending(1, 5), ascending(2, 9), ascending(4)];
    const others = [ascending(), ascending(7), ascending(8)];
    const both = estimateQuantiles({
      samples: [
        { clusters: others, probabilities: [0.5] },
        { clusters, probabilities: [0.1, 0.9] },
      ],
      random: seeded(),
    });
    expect(both[1]).toEqual(one(clusters, [0.1, 0.9]));
  });

  it("refuses a probability that is none", () => {
    expect(() => one([ascending(1)], [1.5])).toThrow(RangeError);
  });
});
