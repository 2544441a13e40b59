import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slidingMean } from "../../src/estimators/sliding-mean.js";
import { download } from "./downloads.js";

describe("slidingMean", () => {
  it("is undefined before the first sample", () => {
    expect(slidingMean({ sampleCount: 3 }).estimate()).toBeUndefined();
  });

  it("is the mean of the newest samples, or of all while they are fewer", () => {
    const mean = slidingMean({ sampleCount: 3 });
    const estimates = [1000, 3000, 5000, 7000, 9000].map((bits) => {
      mean.add(download(bits, 1));
      return mean.estimate();
    });
    expect(estimates).toEqual([1000, 2000, 3000, 5000, 7000]);
  });

  it("skips a download that took no time", () => {
    const mean = slidingMean({ sampleCount: 2 });
    for (const seconds of [1, 0, 1]) mean.add(download(1000, seconds));
    expect(mean.estimate()).toBe(1000);
  });

  it("equals the mean of the last n, whatever came before", () => {
    const bits = fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(bits, fc.integer({ min: 1, max: 10 }), (sizes, sampleCount) => {
        const mean = slidingMean({ sampleCount });
        for (const size of sizes) mean.add(download(size, 1));
        const newest = sizes.slice(-sampleCount);
        const expected = newest.reduce((sum, size) => sum + size, 0) / newest.length;
        expect(mean.estimate()).toBeCloseTo(expected, 3);
      }),
    );
  });
});
