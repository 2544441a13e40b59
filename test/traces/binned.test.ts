import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binned, wholeBins } from "../../src/traces/binned.js";
import { traceOf, traceOfIntervals } from "./trace-of.js";

describe("bins", () => {
  it("hold the time-weighted mean", () => {
    const trace = traceOfIntervals([
      { duration: 0.5, bandwidth: 4 },
      { duration: 1, bandwidth: 8 },
      { duration: 0.5, bandwidth: 1 },
    ]);
    expect([...binned(trace, 1)]).toEqual([6, 4.5]);
    expect([...binned(trace, 2)]).toEqual([5.25]);
    expect([...binned(trace, 0.5)]).toEqual([4, 8, 8, 1]);
  });

  it("leave out what is left after the last whole one", () => {
    expect([...binned(traceOf([1, 2, 3]), 2)]).toEqual([1.5e6]);
    expect(binned(traceOf([1], 0.9), 1)).toHaveLength(0);
  });

  it("are neither lost nor made by rounding in the sum of durations", () => {
    // 0.1 ten times is 0.9999999999999999.
    expect([
      ...binned(
        traceOf(
          Array.from({ length: 10 }, () => 7),
          0.1,
        ),
        1,
      ),
    ]).toEqual([7e6]);
    expect(
      binned(
        traceOf(
          Array.from({ length: 6000 }, () => 7),
          0.1,
        ),
        1,
      ),
    ).toHaveLength(600);
  });

  it("have a constant capacity exactly", () => {
    const trace = traceOf(
      Array.from({ length: 1000 }, () => 0.3),
      0.7,
    );
    expect(new Set(binned(trace, 1.1))).toEqual(new Set([0.3e6]));
  });

  it("carry as many bits as the trace", () => {
    const interval = fc.record({
      duration: fc.double({ min: 0.01, max: 5, noNaN: true }),
      bandwidth: fc.double({ min: 0, max: 1e8, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(interval, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 20 }),
        (rows, n) => {
          const trace = traceOfIntervals(rows);
          const bin = trace.period / n;
          const bins = binned(trace, bin);
          expect(bins).toHaveLength(n);
          const bits = bins.reduce((total, rate) => total + rate * bin, 0);
          expect(Math.abs(bits - trace.bitsPerPeriod)).toBeLessThanOrEqual(1e-6 * trace.bitsPerPeriod + 1e-6);
          expect(Math.min(...bins)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it("of no length, or too many, are refused before any memory is taken", () => {
    const long = traceOf([1], 1e9);
    for (const bin of [0, -1, Number.NaN, 1e-6]) expect(() => wholeBins(long, bin)).toThrow(RangeError);
  });
});
