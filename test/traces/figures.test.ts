import { describe, expect, it } from "vitest";
import { traceFigures } from "../../src/traces/figures.js";
import { traceOf, traceOfIntervals } from "./trace-of.js";

const seconds = (count: number, rate: (second: number) => number) =>
  traceOf(Array.from({ length: count }, (_, second) => rate(second)));

describe("the figures of a trace", () => {
  it("are those of its bins", () => {
    const figures = traceFigures(traceOf([1, 2, 3, 4, 5]), { bin: 1 });
    expect(figures).toMatchObject({ duration: 5, intervals: 5, bins: 5, mean: 3e6, min: 1e6, max: 5e6 });
    expect(figures.standardDeviation).toBeCloseTo(1e6 * Math.sqrt(2.5), 3);
    expect(figures.coefficientOfVariation).toBeCloseTo(Math.sqrt(2.5) / 3, 12);
    expect(figures.percentiles).toEqual({ p5: 1.2e6, p25: 2e6, p50: 3e6, p75: 4e6, p95: 4.8e6 });
    expect(figures.autocorrelation.map(({ lag }) => lag)).toEqual([1, 5, 10, 30]);
    expect(figures.autocorrelation[0]!.value).toBeCloseTo(0.4, 12);
    expect(figures.autocorrelation[1]!.value).toBeUndefined();
  });

  it("have the mean of the whole trace, the last partial bin too", () => {
    const trace = traceOfIntervals([
      { duration: 4, bandwidth: 1e6 },
      { duration: 1, bandwidth: 6e6 },
    ]);
    expect(traceFigures(trace, { bin: 2 })).toMatchObject({ mean: 2e6, max: 1e6, bins: 2 });
  });

  it("have an autocorrelation only at lags of whole bins", () => {
    const figures = traceFigures(
      seconds(60, (second) => second % 7),
      { bin: 2 },
    );
    expect(figures.autocorrelation.map(({ value }) => value === undefined)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("have the first lag at which the autocorrelation is 1/e or less", () => {
    // A square wave of 40 s: near 1 - lag / 10, falling below 1/e after 6.3 s.
    const figures = traceFigures(
      seconds(4000, (second) => (second % 40 < 20 ? 1 : 5)),
      { bin: 1 },
    );
    expect(figures.coherence).toBe(7);
  });

  it("count the time below 0.1 Mbit/s, and how long it lasts at most", () => {
    const trace = seconds(100, (second) => (second < 10 || (second >= 20 && second < 25) ? 0.09 : 0.1));
    const { outages } = traceFigures(trace, { bin: 1 });
    expect(outages).toEqual({ share: 0.15, shareOfBrief: 0.15, longest: 10 });
    expect(traceFigures(trace, { bin: 1, outageBelow: 0.05e6 }).outages!.share).toBe(0);
  });

  it("have the share of outages without those of more than a minute", () => {
    const trace = seconds(200, (second) => (second < 61 || second >= 190 ? 0 : 1));
    const { outages } = traceFigures(trace, { bin: 1 });
    expect(outages!.share).toBeCloseTo(71 / 200, 12);
    expect(outages!.shareOfBrief).toBeCloseTo(10 / 139, 12);
    const all = traceFigures(
      seconds(100, () => 0),
      { bin: 1 },
    );
    expect(all.outages).toEqual({ share: 1, shareOfBrief: undefined, longest: 100 });
  });

  it("have the mean latency and loss over time where they are known", () => {
    const trace = traceOfIntervals([
      { duration: 3, bandwidth: 1e6, latency: 0.1, loss: 0 },
      { duration: 1, bandwidth: 1e6, latency: 0.3, loss: 0.04 },
    ]);
    const figures = traceFigures(trace, { bin: 1 });
    expect(figures.latency).toBeCloseTo(0.15, 12);
    expect(figures.loss).toBeCloseTo(0.01, 12);
    expect(traceFigures(traceOf([1]), { bin: 1 }).latency).toBeUndefined();
  });

  it("are undefined where there is no answer", () => {
    const constant = traceFigures(traceOf([2, 2, 2]), { bin: 1 });
    expect(constant).toMatchObject({ standardDeviation: 0, coefficientOfVariation: 0 });
    expect(constant.autocorrelation[0]!.value).toBeUndefined();
    expect(constant.coherence).toBeUndefined();

    expect(traceFigures(traceOf([0, 0, 0]), { bin: 1 }).coefficientOfVariation).toBeUndefined();
    expect(traceFigures(traceOf([2]), { bin: 1 }).standardDeviation).toBeUndefined();

    const short = traceFigures(traceOf([2], 0.5), { bin: 1 });
    expect(short).toMatchObject({ mean: 2e6, bins: 0 });
    for (const name of ["standardDeviation", "percentiles", "min", "max", "coherence", "outages"] as const)
      expect(short[name]).toBeUndefined();
  });
});
