import { describe, expect, it } from "vitest";
import { type LatentGaussian, latentGaussianTrace } from "../../../src/inputs/generators/latent-gaussian.js";
import { randomStream } from "../../../src/random.js";
import { mbpsFromBps } from "../../../src/units.js";

/** The value is the score plus 10, in Mbit/s. */
const model: LatentGaussian = {
  row: 5,
  marginal: [
    [-10, 0],
    [10, 20],
  ],
  betweenTraces: 0.75,
  within: [{ share: 0.25, timeConstant: 5 }],
  latency: { medianMs: 50, spread: 0, withCapacity: 0 },
};

const meanMbps = (level: number) => {
  const intervals = latentGaussianTrace(model, { duration: 20_000, level, random: randomStream(1) });
  return intervals.reduce((total, { bandwidth }) => total + mbpsFromBps(bandwidth), 0) / intervals.length;
};

describe("latentGaussianTrace", () => {
  it("has rows of the family's length and a last one that is shorter", () => {
    const intervals = latentGaussianTrace(model, { duration: 12, level: 0, random: randomStream(1) });
    expect(intervals.map(({ duration }) => duration)).toEqual([5, 5, 2]);
    expect(intervals.map(({ latency }) => latency)).toEqual([0.05, 0.05, 0.05]);
  });

  it("moves a trace by its standing, as far as traces differ", () => {
    expect(Math.abs(meanMbps(0) - 10)).toBeLessThan(0.05);
    expect(meanMbps(2) - meanMbps(0)).toBeCloseTo(2 * Math.sqrt(0.75), 3);
  });
});
