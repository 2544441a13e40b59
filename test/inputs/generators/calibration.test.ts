import { describe, expect, it } from "vitest";
import { generateFamily } from "../../../src/inputs/generators/index.js";
import { autocorrelation, coefficientOfVariation, mean, median } from "../../../src/statistics/index.js";
import { mbpsFromBps } from "../../../src/units.js";

interface Figures {
  /** Mbit/s over all rows of the family. */
  readonly mean: number;
  /** Median over its traces. */
  readonly cov: number;
  /** By lag in seconds: the median over its traces. */
  readonly autocorrelation: Readonly<Record<number, number>>;
}

/** Published figures of the sets that the families stand for, in 1 s bins, FCC in 5 s rows. */
const TARGETS: Readonly<Record<string, Figures>> = {
  "3g-commute": { mean: 1, cov: 0.66, autocorrelation: { 1: 0.92, 5: 0.77, 10: 0.66, 30: 0.43 } },
  "4g": { mean: 30.2, cov: 0.42, autocorrelation: { 1: 0.76, 5: 0.63, 10: 0.5, 30: 0.22 } },
  "broadband-sd": { mean: 6.08, cov: 0.66, autocorrelation: { 5: 0.86, 10: 0.77, 30: 0.39 } },
  "5g-driving": { mean: 30, cov: 1.56, autocorrelation: { 1: 0.86, 5: 0.43, 10: 0.36, 30: 0.27 } },
};
const TOLERANCE = 0.15;

function figuresOf(family: string, lags: readonly number[], seed?: number): number[] {
  const traces = generateFamily(family, seed === undefined ? {} : { seed });
  const row = traces[0]!.intervals[0]!.duration;
  const values = traces.map(({ intervals }) => intervals.map(({ bandwidth }) => mbpsFromBps(bandwidth)));
  return [
    mean(values.flat())!,
    median(values.map((trace) => coefficientOfVariation(trace)!))!,
    ...lags.map((lag) => median(values.map((trace) => autocorrelation(trace, lag / row)!))!),
  ];
}

describe.each(Object.entries(TARGETS))("%s", (family, target) => {
  const lags = Object.keys(target.autocorrelation).map(Number);
  const expected = [target.mean, target.cov, ...lags.map((lag) => target.autocorrelation[lag]!)];
  const figures = ["mean", "median CoV", ...lags.map((lag) => `median autocorrelation at ${lag} s`)];
  const off = (found: readonly number[]) =>
    figures
      .map((figure, i) => ({ figure, found: found[i]!, expected: expected[i]! }))
      .filter((one) => Math.abs(one.found / one.expected - 1) > TOLERANCE);

  it("lies within 15 % of its data set as it ships", () => {
    expect(off(figuresOf(family, lags))).toEqual([]);
  });

  it("lies there on average over other seeds, so that it is not the seed alone", () => {
    const families = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => figuresOf(family, lags, seed));
    expect(off(figures.map((_, i) => mean(families.map((found) => found[i]!))!))).toEqual([]);
  });
});
