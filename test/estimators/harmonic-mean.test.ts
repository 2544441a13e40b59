import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { harmonicMean, harmonicMeanEntry } from "../../src/estimators/harmonic-mean.js";
import { download } from "./downloads.js";

describe("harmonicMean", () => {
  it("is undefined before the first sample", () => {
    expect(harmonicMean({ sampleCount: 3 }).estimate()).toBeUndefined();
  });

  it("is n over the sum of inverses of the newest samples, or of all while they are fewer", () => {
    const mean = harmonicMean({ sampleCount: 2 });
    const estimates = [1000, 4000, 4000, 2000].map((bits) => {
      mean.add(download(bits, 1));
      return mean.estimate();
    });
    // 2 / (1/1000 + 1/4000) = 1600; 2 / (2/4000); 2 / (1/4000 + 1/2000) = 2666.67
    expect(estimates).toEqual([1000, 1600, 4000, expect.closeTo(8000 / 3, 9)]);
  });

  it("counts the latency, unless it is told to measure the transfer", () => {
    const sample = download(1000, 2, { latency: 1 });
    const whole = harmonicMean({ sampleCount: 5 });
    const transfer = harmonicMeanEntry.create({ measure: "transfer" })();
    for (const estimator of [whole, transfer]) estimator.add(sample);
    expect([whole.estimate(), transfer.estimate()]).toEqual([500, 1000]);
  });

  it("skips a download that took no time, and one that brought nothing", () => {
    const mean = harmonicMean({ sampleCount: 2 });
    for (const sample of [download(1000, 1), download(1000, 0), download(0, 1)]) mean.add(sample);
    expect(mean.estimate()).toBe(1000);
  });

  it("lies between the least and the arithmetic mean of the last n, whatever came before", () => {
    const bits = fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(bits, fc.integer({ min: 1, max: 10 }), (sizes, sampleCount) => {
        const mean = harmonicMean({ sampleCount });
        for (const size of sizes) mean.add(download(size, 1));
        const newest = sizes.slice(-sampleCount);
        const inverses = newest.reduce((sum, size) => sum + 1 / size, 0);
        const arithmetic = newest.reduce((sum, size) => sum + size, 0) / newest.length;
        expect(mean.estimate()! / (newest.length / inverses)).toBeCloseTo(1, 9);
        expect(mean.estimate()).toBeGreaterThanOrEqual(Math.min(...newest) * (1 - 1e-12));
        expect(mean.estimate()).toBeLessThanOrEqual(arithmetic * (1 + 1e-12));
      }),
    );
  });
});
