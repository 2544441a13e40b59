import { describe, expect, it } from "vitest";
import { type Ar1, ar1Trace } from "../../../../src/inputs/generators/kinds/ar1.js";
import { randomStream } from "../../../../src/random.js";
import { autocorrelation, mean, median, standardDeviation } from "../../../../src/statistics/index.js";
import { mbpsFromBps } from "../../../../src/units.js";

const model: Ar1 = { meanMbps: 4, cov: 0.8, correlation: 0.7, latencyMs: 50 };

function series(some: Ar1, duration = 200_000, seed = 1): number[] {
  const trace = ar1Trace(some, { duration, random: randomStream(seed, "ar1") });
  return trace.map(({ bandwidth }) => mbpsFromBps(bandwidth));
}

const values = series(model);

describe("ar1Trace", () => {
  it("has the mean and the coefficient of variation that it is told", () => {
    expect(Math.abs(mean(values)! - 4)).toBeLessThan(0.06);
    expect(Math.abs(standardDeviation(values)! / mean(values)! - 0.8)).toBeLessThan(0.03);
  });

  it("has the autocorrelation that it is told, and the lognormal one further on", () => {
    // s² = ln 1.64 = 0.49470, p = ln(1 + 0.7 * 0.64) / s² = 0.74826
    const theory = (lag: number) => (Math.exp(0.4947 * 0.74826 ** lag) - 1) / 0.64;
    expect(theory(1)).toBeCloseTo(0.7, 3);
    for (const lag of [1, 3, 6])
      expect(Math.abs(autocorrelation(values, lag)! - theory(lag))).toBeLessThan(0.03);
  });

  it("is lognormal: the median is the mean over the root of 1 + CoV²", () => {
    expect(Math.abs(median(values)! - 4 / Math.sqrt(1.64))).toBeLessThan(0.06);
  });

  it("is the same at the beginning as later: every second has the same mean over many traces", () => {
    const traces = Array.from({ length: 3000 }, (_, seed) =>
      series({ ...model, correlation: 0.95 }, 30, seed),
    );
    for (const second of [0, 15, 29])
      expect(Math.abs(mean(traces.map((trace) => trace[second]!))! - 4)).toBeLessThan(0.2);
  });

  it("is constant without variation, and noise without memory", () => {
    expect(new Set(series({ ...model, cov: 0 }, 100))).toEqual(new Set([4]));
    expect(Math.abs(autocorrelation(series({ ...model, correlation: 0 }, 20_000), 1)!)).toBeLessThan(0.03);
  });
});
