import { describe, expect, it } from "vitest";
import { type LatentComponent, latentProcess } from "../../../src/inputs/generators/latent.js";
import { randomStream } from "../../../src/random.js";
import { autocorrelation, mean, standardDeviation } from "../../../src/statistics/index.js";

function draw(components: readonly LatentComponent[], count = 50_000, step = 1): Float64Array {
  const next = latentProcess(components, step, randomStream(1, "latent"));
  return Float64Array.from({ length: count }, next);
}

describe("latentProcess", () => {
  it("drifts with an autocorrelation that falls exponentially", () => {
    const series = draw([{ share: 1, timeConstant: 10 }]);
    expect(standardDeviation(series)).toBeCloseTo(1, 1);
    for (const lag of [1, 5, 10, 20])
      expect(Math.abs(autocorrelation(series, lag)! - Math.exp(-lag / 10))).toBeLessThan(0.04);
  });

  it("holds with an autocorrelation that falls in a straight line to 0", () => {
    const series = draw([{ share: 1, hold: 20 }]);
    expect(Math.abs(standardDeviation(series)! - 1)).toBeLessThan(0.05);
    for (const lag of [1, 10, 19, 30])
      expect(Math.abs(autocorrelation(series, lag)! - Math.max(0, 1 - lag / 20))).toBeLessThan(0.05);
  });

  it("holds for exactly that long, after a first hold that had begun before", () => {
    const series = draw([{ share: 1, hold: 20 }], 200);
    const jumps = [...series.keys()].filter((i) => i > 0 && series[i] !== series[i - 1]);
    expect(jumps[0]).toBeLessThanOrEqual(20);
    expect(new Set(jumps.slice(1).map((at, i) => at - jumps[i]!))).toEqual(new Set([20]));
  });

  it("adds up components by their shares of the variance", () => {
    const series = draw([
      { share: 0.5, timeConstant: 20 },
      { share: 0.5, hold: 1 },
    ]);
    expect(mean(series)).toBeCloseTo(0, 1);
    expect(standardDeviation(series)).toBeCloseTo(1, 1);
    expect(Math.abs(autocorrelation(series, 5)! - 0.5 * Math.exp(-5 / 20))).toBeLessThan(0.04);
  });

  it("means seconds, however long a step is", () => {
    const series = draw([{ share: 1, timeConstant: 10 }], 50_000, 5);
    expect(Math.abs(autocorrelation(series, 2)! - Math.exp(-1))).toBeLessThan(0.04);
  });
});
