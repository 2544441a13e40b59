import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalCdf } from "../../src/statistics/normal-cdf.js";
import { normalQuantile } from "../../src/statistics/normal-quantile.js";

describe("normalQuantile", () => {
  it("agrees with the tables", () => {
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
    expect(normalQuantile(0.8)).toBeCloseTo(0.8416212335729143, 14);
    expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 14);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(0.995)).toBeCloseTo(2.5758293035489004, 14);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 12);
  });

  it("undoes the cumulative distribution", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1 - 1e-9, noNaN: true }), (probability) => {
        expect(normalCdf(normalQuantile(probability)) / probability).toBeCloseTo(1, 9);
      }),
    );
  });

  it("ends at the infinities", () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
  });

  it("refuses what is no probability", () => {
    expect(() => normalQuantile(95)).toThrow(RangeError);
    expect(() => normalQuantile(Number.NaN)).toThrow(RangeError);
  });
});
