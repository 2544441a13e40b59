import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cdfRange as rangeOf } from "../../../src/report/charts/cdf-range.js";
import { sampleOf } from "../../../src/report/charts/sample.js";

const cdfRange = (samples: readonly ArrayLike<number>[]) => rangeOf(samples.map((sorted) => ({ sorted })));
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index);

describe("cdfRange", () => {
  it("shows everything where nothing lies far out", () => {
    expect(cdfRange([upTo(100), upTo(120)])).toEqual({
      low: 0,
      high: 119,
      shareFrom: 0,
      beyond: 0,
      farthest: [],
    });
  });

  it("leaves the few that would stretch the axis off it, and counts them", () => {
    const range = cdfRange([[...upTo(100), 1830], upTo(100)])!;
    expect(range).toMatchObject({ low: 0, high: 98, beyond: 3, farthest: [1830] });
    expect(cdfRange([[-8000, ...upTo(100)]])).toMatchObject({ low: 1, high: 99, farthest: [-8000] });
  });

  it("keeps what is far out under one policy in more than a few sessions", () => {
    const often = [...upTo(90), ...upTo(10).map((value) => 1000 + value)];
    expect(cdfRange([often, upTo(100)])).toMatchObject({ high: 1009, beyond: 0 });
  });

  it("begins the shares just below the lowest curve where all begin high", () => {
    const mostlyNone = (stalled: number) => [
      ...Array.from({ length: 100 - stalled }, () => 0),
      ...upTo(stalled).map((value) => value + 1),
    ];
    expect(cdfRange([mostlyNone(10), mostlyNone(24)])!.shareFrom).toBe(0.7);
    expect(cdfRange([mostlyNone(20)])!.shareFrom).toBe(0.7);
    expect(cdfRange([mostlyNone(10), mostlyNone(80)])!.shareFrom).toBe(0);
  });

  it("is nearly the same of a sample of so many values that not all are kept, to the same ends", () => {
    // One session in 125 lies far out.
    const values = Float64Array.from({ length: 250_000 }, (_, nth) =>
      nth % 125 === 0 ? 1e4 + nth : nth % 997,
    );
    const sorted = values.sort();
    const [whole, kept] = [rangeOf([{ sorted }])!, rangeOf([sampleOf(sorted)])!];
    expect(whole.beyond).toBeGreaterThan(2000);
    expect(kept).toMatchObject({ low: whole.low, high: whole.high, farthest: whole.farthest });
    expect(Math.abs(kept.beyond - whole.beyond)).toBeLessThanOrEqual(values.length / 10_000);
  });

  it("shows one value as it is, and nothing of nothing", () => {
    expect(cdfRange([[3, 3, 3]])).toMatchObject({ low: 3, high: 3, shareFrom: 0, beyond: 0 });
    expect(cdfRange([[], []])).toBeUndefined();
  });

  it("leaves off no more than a fiftieth of an arm at either end, and counts exactly", () => {
    const sample = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
      minLength: 40,
      maxLength: 200,
    });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 4 }), (arms) => {
        const samples = arms.map((values) => Float64Array.from(values).sort());
        const { low, high, beyond } = cdfRange(samples)!;
        const outside = samples.map((sorted) => sorted.filter((value) => value < low || value > high).length);
        expect(beyond).toBe(outside.reduce((total, n) => total + n, 0));
        outside.forEach((n, arm) => {
          expect(n).toBeLessThanOrEqual(2 * Math.ceil(samples[arm]!.length / 50));
        });
      }),
    );
  });
});
