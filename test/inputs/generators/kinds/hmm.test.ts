import { describe, expect, it } from "vitest";
import { type Hmm, hmmTrace } from "../../../../src/inputs/generators/kinds/hmm.js";
import { randomStream } from "../../../../src/random.js";
import { autocorrelation, mean, standardDeviation } from "../../../../src/statistics/index.js";
import { mbpsFromBps } from "../../../../src/units.js";

/** Left with 0.1 and with 0.3: three quarters of the time in the first state. */
const model: Hmm = {
  epoch: 6,
  states: [
    { meanMbps: 10, sdMbps: 1 },
    { meanMbps: 2, sdMbps: 0.5 },
  ],
  transitions: [
    [0.9, 0.1],
    [0.3, 0.7],
  ],
  latencyMs: 60,
};

const series = (some: Hmm, epochs = 100_000, seed = 1): number[] =>
  hmmTrace(some, { duration: epochs * some.epoch, random: randomStream(seed, "hmm") }).map(({ bandwidth }) =>
    mbpsFromBps(bandwidth),
  );

describe("hmmTrace", () => {
  it("has a value an epoch", () => {
    const rows = hmmTrace(model, { duration: 15, random: randomStream(1) });
    expect(rows.map(({ duration, latency }) => [duration, latency])).toEqual([
      [6, 0.06],
      [6, 0.06],
      [3, 0.06],
    ]);
  });

  it("has the mean, the spread and the autocorrelation of its states", () => {
    const values = series(model);
    // Mean .75 * 10 + .25 * 2 = 8; variance .75 * (4 + 1) + .25 * (36 + .25) = 12.8125, of which 12 is between states;
    // the second eigenvalue of the chain is .9 + .7 - 1 = .6.
    expect(Math.abs(mean(values)! - 8)).toBeLessThan(0.1);
    expect(Math.abs(standardDeviation(values)! - Math.sqrt(12.8125))).toBeLessThan(0.05);
    for (const lag of [1, 3])
      expect(Math.abs(autocorrelation(values, lag)! - (12 / 12.8125) * 0.6 ** lag)).toBeLessThan(0.02);
  });

  it("is as likely in a state at the beginning as at any other time", () => {
    const traces = Array.from({ length: 4000 }, (_, seed) => series(model, 10, seed));
    for (const epoch of [0, 4, 9]) {
      const first = traces.filter((trace) => trace[epoch]! > 5).length / 4000;
      expect(Math.abs(first - 0.75)).toBeLessThan(0.03);
    }
  });

  it("is normal above 0, and not heaped at 0", () => {
    // Half a normal: its mean is the square root of 2 / pi, its standard deviation that of 1 - 2 / pi.
    const half: Hmm = { ...model, states: [{ meanMbps: 0, sdMbps: 1 }], transitions: [[1]] };
    const values = series(half, 50_000);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(values.filter((value) => value === 0).length / 50_000).toBeLessThan(0.002);
    expect(Math.abs(mean(values)! - Math.sqrt(2 / Math.PI))).toBeLessThan(0.01);
    expect(Math.abs(standardDeviation(values)! - Math.sqrt(1 - 2 / Math.PI))).toBeLessThan(0.01);
  });

  it("takes probabilities for shares of their sum, as published ones are rounded", () => {
    const rounded: Hmm = { ...model, transitions: [[0.897, 0.1], model.transitions[1]!] };
    expect(Math.abs(mean(series(rounded))! - 8)).toBeLessThan(0.15);
  });
});
