import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TraceInterval } from "../../src/model/trace.js";
import { type WindowPlan, windowed } from "../../src/traces/windows.js";

interface Found {
  readonly index: number;
  readonly intervals: TraceInterval[];
  isWhole?: boolean;
}

function windowsOf(plan: Partial<WindowPlan> & { readonly length: number }, trace: readonly TraceInterval[]) {
  const found: Found[] = [];
  const windows = windowed(
    { start: 0, step: plan.length, count: Number.POSITIVE_INFINITY, ...plan },
    (index) => {
      const window: Found = { index, intervals: [] };
      found.push(window);
      return {
        interval: (interval) => window.intervals.push(interval),
        end(isWhole) {
          window.isWhole = isWhole;
        },
      };
    },
  );
  for (const interval of trace) windows.interval(interval);
  windows.end();
  return found;
}

const durations = (found: readonly Found[]) =>
  found.map(({ intervals }) => intervals.map(({ duration }) => duration));
const rows = (...each: readonly number[]) =>
  each.map((duration, row) => ({ duration, bandwidth: 1e6 * (row + 1), latency: 0.05 }));

describe("windowed", () => {
  it("cuts an interval where an edge goes through it, and keeps what else it says", () => {
    const found = windowsOf({ start: 1, length: 2, count: 1 }, rows(1.5, 4));
    expect(found).toEqual([
      {
        index: 0,
        isWhole: true,
        intervals: [
          { duration: 0.5, bandwidth: 1e6, latency: 0.05 },
          { duration: 1.5, bandwidth: 2e6, latency: 0.05 },
        ],
      },
    ]);
  });

  it("makes windows side by side, the last of which the trace does not fill", () => {
    const found = windowsOf({ length: 2 }, rows(3, 1.5, 0.5));
    expect(durations(found)).toEqual([[2], [1, 1], [0.5, 0.5]]);
    expect(found.map(({ isWhole }) => isWhole)).toEqual([true, true, false]);
  });

  it("makes windows that overlap, and windows that lie apart", () => {
    expect(durations(windowsOf({ length: 2, step: 1 }, rows(1, 1, 1)))).toEqual([[1, 1], [1, 1], [1]]);
    expect(durations(windowsOf({ length: 1, step: 2 }, rows(5)))).toEqual([[1], [1], [1]]);
  });

  it("takes as many as asked for, and none that the trace does not reach", () => {
    expect(windowsOf({ length: 1, count: 2 }, rows(10)).map(({ index }) => index)).toEqual([0, 1]);
    expect(windowsOf({ start: 10, length: 1 }, rows(10))).toEqual([]);
    expect(
      durations(windowsOf({ start: 1, length: Number.POSITIVE_INFINITY, count: 1 }, rows(3, 4))),
    ).toEqual([[2, 4]]);
  });

  it("leaves no slivers where durations do not add up to the last digit", () => {
    const found = windowsOf({ length: 320 }, rows(...Array.from({ length: 6400 }, () => 0.1)));
    expect(found).toHaveLength(2);
    for (const { intervals, isWhole } of found) {
      expect(isWhole).toBe(true);
      expect(intervals).toHaveLength(3200);
      expect(new Set(intervals.map(({ duration }) => duration))).toEqual(new Set([0.1]));
    }
  });

  it("gives every bit of the trace to one window, side by side", () => {
    const trace = fc.array(
      fc.record({
        duration: fc.oneof(
          fc.double({ min: 1e-6, max: 1e-5, noNaN: true }),
          fc.double({ min: 1e-6, max: 100, noNaN: true }),
        ),
        bandwidth: fc.integer({ min: 0, max: 1e9 }),
      }),
      { minLength: 1, maxLength: 30 },
    );
    const bits = (intervals: readonly TraceInterval[]) =>
      intervals.reduce((sum, { duration, bandwidth }) => sum + duration * bandwidth, 0);
    fc.assert(
      fc.property(trace, fc.double({ min: 1, max: 200, noNaN: true }), (intervals, length) => {
        const found = windowsOf({ length }, intervals);
        const all = found.flatMap((window) => window.intervals);
        expect(bits(all)).toBeCloseTo(bits(intervals), -1);
        for (const { duration } of all) expect(duration).toBeGreaterThanOrEqual(1e-6);
        for (const window of found.filter(({ isWhole }) => isWhole)) {
          const lasts = window.intervals.reduce((sum, { duration }) => sum + duration, 0);
          expect(Math.abs(lasts - length)).toBeLessThan(1e-5);
        }
      }),
      { numRuns: 300 },
    );
  });
});
