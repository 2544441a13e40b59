import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SlidingPercentileOptions, slidingPercentile } from "../../src/estimators/sliding-percentile.js";
import { bitsFromBytes, bitsFromKiB } from "../../src/units.js";
import { download } from "./downloads.js";

/** One of Media3's, which believes the first sample, unless said otherwise. */
const make = (options: Partial<SlidingPercentileOptions> = {}) =>
  slidingPercentile({ percentile: 0.5, maxWeight: 2000, minTime: 0, minBits: 0, ...options });

/** The estimate after downloads of so many bytes a second, each of a second. */
function estimateOf(bytes: readonly number[], options: Partial<SlidingPercentileOptions> = {}) {
  const estimator = make(options);
  for (const one of bytes) estimator.add(download(bitsFromBytes(one), 1));
  return estimator.estimate();
}

describe("slidingPercentile", () => {
  it("knows nothing before the first sample", () => {
    expect(make().estimate()).toBeUndefined();
  });

  it("leaves the latency out", () => {
    const estimator = make();
    estimator.add(download(8000, 2, { latency: 1 }));
    expect(estimator.estimate()).toBe(8000);
  });

  it("takes the median by the root of the bytes", () => {
    // Weights 100, 200, 300: half of 600 is reached with the second.
    expect(estimateOf([10_000, 90_000, 40_000])).toBe(bitsFromBytes(40_000));
    // 100, 100, 300: half of 500 is reached with the last.
    expect(estimateOf([10_000, 90_000, 10_000])).toBe(bitsFromBytes(90_000));
  });

  it("rounds weights down", () => {
    // 99 and 100, not 99.995 and 100: half of 199 is not reached with the first.
    expect(estimateOf([9999, 10_000])).toBe(bitsFromBytes(10_000));
    expect(estimateOf([10_000, 10_001])).toBe(bitsFromBytes(10_000));
  });

  it("takes other percentiles", () => {
    const bytes = [10_000, 40_000, 90_000];
    expect(estimateOf(bytes, { percentile: 0 })).toBe(bitsFromBytes(10_000));
    expect(estimateOf(bytes, { percentile: 1 / 6 })).toBe(bitsFromBytes(10_000));
    expect(estimateOf(bytes, { percentile: 0.51 })).toBe(bitsFromBytes(90_000));
    expect(estimateOf(bytes, { percentile: 1 })).toBe(bitsFromBytes(90_000));
  });

  it("forgets the oldest beyond the window, part of it first", () => {
    // 300 of the first, then 200 of it and 100: the first still is the median; then 150 of it, and 100 and 50
    const window = { maxWeight: 300 };
    expect(estimateOf([90_000, 10_000], window)).toBe(bitsFromBytes(90_000));
    expect(estimateOf([90_000, 10_000, 2500], window)).toBe(bitsFromBytes(10_000));
    expect(estimateOf([90_000, 10_000, 10_000, 10_000], window)).toBe(bitsFromBytes(10_000));
  });

  it("holds a sample heavier than the window by the window's weight", () => {
    expect(estimateOf([90_000, 10_000], { maxWeight: 100 })).toBe(bitsFromBytes(10_000));
  });

  it("answers once it has had enough time or enough bits, whichever is first", () => {
    const needed = { minTime: 2, minBits: bitsFromKiB(512) };
    const byTime = make(needed);
    byTime.add(download(8192, 1.5));
    expect(byTime.estimate()).toBeUndefined();
    byTime.add(download(8192, 0.5));
    expect(byTime.estimate()).toBeDefined();
    const byBits = make(needed);
    byBits.add(download(bitsFromKiB(512) - 8, 1));
    expect(byBits.estimate()).toBeUndefined();
    byBits.add(download(8, 0.1));
    expect(byBits.estimate()).toBeDefined();
  });

  it("adds the bits of a transfer that took no time to the next", () => {
    const estimator = make();
    estimator.add(download(8000, 0.5, { latency: 0.5 }));
    expect(estimator.estimate()).toBeUndefined();
    estimator.add(download(8000, 1));
    expect(estimator.estimate()).toBe(16_000);
  });

  it("weighs and measures as it is told", () => {
    const estimator = make({ weight: () => 1, measure: ({ bits }) => bits });
    for (const bits of [1, 5, 3]) estimator.add(download(bits, 7));
    expect(estimator.estimate()).toBe(3);
  });

  it("is one of the samples in the window", () => {
    const bytes = fc.array(fc.integer({ min: 1, max: 30_000_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(bytes, (downloads) => {
        expect(downloads.map(bitsFromBytes)).toContain(estimateOf(downloads));
      }),
    );
  });
});
