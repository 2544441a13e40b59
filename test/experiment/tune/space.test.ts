import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  combinations,
  drawn,
  gridValues,
  type OptionRange,
  placeIn,
} from "../../../src/experiment/tune/space.js";

const range = (from: number, to: number, more: Partial<OptionRange> = {}): OptionRange => ({
  ...{ kind: "range", name: "x", from, to, scale: "linear", whole: false, points: 5 },
  ...more,
});

describe("a draw", () => {
  it("lies at its share of a linear range, in four digits of the range's width", () => {
    expect(drawn(range(0, 10), 0.123456)).toBe(1.23);
    expect(drawn(range(1000, 1000.1), 0.123456)).toBe(1000.0123);
  });

  it("lies at its share of a logarithmic range by ratios, in four digits of its own", () => {
    expect(drawn(range(1, 100, { scale: "log" }), 0.5)).toBe(10);
    expect(drawn(range(0.001, 10, { scale: "log" }), 0.25)).toBe(0.01);
  });

  it("gives every whole number a stretch of one length", () => {
    const whole = range(1, 4, { whole: true });
    expect([0, 0.24, 0.26, 0.49, 0.51, 0.76, 0.999].map((share) => drawn(whole, share))).toEqual([
      1, 1, 2, 2, 3, 4, 4,
    ]);
  });

  it("is in the range, whatever the range", () => {
    const ends = fc.tuple(
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    );
    fc.assert(
      fc.property(
        ends,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.boolean(),
        ([one, other], share, log) => {
          fc.pre(one !== other);
          const tried = range(Math.min(one, other), Math.max(one, other), { scale: log ? "log" : "linear" });
          const value = drawn(tried, share) as number;
          expect(value).toBeGreaterThanOrEqual(tried.from);
          expect(value).toBeLessThanOrEqual(tried.to);
        },
      ),
    );
  });

  it("chooses among listed values", () => {
    const choices = { kind: "choices", name: "x", values: ["a", "b"] } as const;
    expect([0, 0.49, 0.5, 0.99].map((share) => drawn(choices, share))).toEqual(["a", "a", "b", "b"]);
  });
});

describe("a grid", () => {
  it("has both ends and what lies evenly between, by the scale", () => {
    expect(gridValues(range(0, 10, { points: 3 }))).toEqual([0, 5, 10]);
    expect(gridValues(range(1, 100, { points: 3, scale: "log" }))).toEqual([1, 10, 100]);
  });

  it("has no whole number twice, and no more than there are", () => {
    expect(gridValues(range(1, 3, { whole: true, points: 5 }))).toEqual([1, 2, 3]);
    expect(gridValues(range(1, 8, { whole: true, points: 4, scale: "log" }))).toEqual([1, 2, 4, 8]);
    expect(gridValues(range(1, 4, { whole: true, points: 4, scale: "log" }))).toEqual([1, 2, 3, 4]);
  });
});

it("combinations are counted, and a range of fractions has no end of them", () => {
  const choices = { kind: "choices", name: "y", values: [1, 2, 3] } as const;
  expect(combinations([choices, range(1, 4, { whole: true })])).toBe(12);
  expect(combinations([choices, range(1, 4)])).toBe(Number.POSITIVE_INFINITY);
});

it("a value's place in a range is by its scale", () => {
  expect(placeIn(range(0, 10), 2.5)).toBe(0.25);
  expect(placeIn(range(1, 100, { scale: "log" }), 10)).toBeCloseTo(0.5);
});
