import { describe, expect, it } from "vitest";
import { type SemiMarkov, semiMarkovTrace } from "../../../src/inputs/generators/semi-markov.js";
import { randomStream } from "../../../src/random.js";
import { mean, median } from "../../../src/statistics/index.js";

/** Constant in each state, so that a row says which one it is: 5 Mbit/s for 30 s on average, 1 for 10. */
const model: SemiMarkov = {
  row: 1,
  states: [
    { marginal: [[0, 5]], dwellMean: 30, dwellMedian: 20, latencyMedianMs: 30 },
    { marginal: [[0, 1]], dwellMean: 10, dwellMedian: 8, latencyMedianMs: 60 },
  ],
  within: [{ share: 1, hold: 1 }],
  latency: { spread: 0, withCapacity: 0 },
};
const isFirst = (interval: { readonly bandwidth: number }) => interval.bandwidth === 5e6;
const trace = (options: { duration: number; position: number; seed?: number }) =>
  semiMarkovTrace(model, { ...options, random: randomStream(options.seed ?? 1) });

/** The durations of a trace's stays in the first state, without those that its ends cut. */
function dwells(intervals: ReturnType<typeof trace>): number[] {
  const runs: { first: boolean; seconds: number }[] = [];
  for (const interval of intervals) {
    const run = runs.at(-1);
    if (run?.first === isFirst(interval)) run.seconds += interval.duration;
    else runs.push({ first: isFirst(interval), seconds: interval.duration });
  }
  return runs
    .slice(1, -1)
    .filter(({ first }) => first)
    .map(({ seconds }) => seconds);
}

describe("semiMarkovTrace", () => {
  it("spends in each state its share of the time", () => {
    const intervals = trace({ duration: 100_000, position: 0 });
    expect(intervals.filter(isFirst).length / intervals.length).toBeCloseTo(0.75, 1);
  });

  it("dwells with the given mean and median", () => {
    const found = dwells(trace({ duration: 100_000, position: 0 }));
    expect(Math.abs(mean(found)! - 30)).toBeLessThan(2);
    expect(Math.abs(median(found)! - 20)).toBeLessThan(1.5);
  });

  it("begins in the state that the position says, by share of time", () => {
    expect(isFirst(trace({ duration: 1, position: 0.74 })[0]!)).toBe(true);
    expect(isFirst(trace({ duration: 1, position: 0.76 })[0]!)).toBe(false);
  });

  it("is as likely in a state at the beginning as at any other time", () => {
    const traces = Array.from({ length: 2000 }, (_, seed) =>
      trace({ duration: 20, position: (seed + 0.5) / 2000, seed }),
    );
    for (const second of [0, 10, 19])
      expect(traces.filter((rows) => isFirst(rows[second]!)).length / 2000).toBeCloseTo(0.75, 1);
  });

  it("has the latency of the state", () => {
    for (const interval of trace({ duration: 200, position: 0 }))
      expect(interval.latency).toBe(isFirst(interval) ? 0.03 : 0.06);
  });
});
