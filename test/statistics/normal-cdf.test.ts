import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalCdf } from "../../src/statistics/normal-cdf.js";

describe("normalCdf", () => {
  it("agrees with the tables", () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1)).toBeCloseTo(0.8413447460685429, 15);
    expect(normalCdf(1.96)).toBeCloseTo(0.9750021048517795, 15);
    expect(normalCdf(1.9999)).toBeCloseTo(0.9772444684152328, 15);
    expect(normalCdf(2.0001)).toBeCloseTo(0.9772552666085894, 15);
  });

  it("keeps its relative precision in the lower tail", () => {
    expect(normalCdf(-3.5) / 2.3262907903552502e-4).toBeCloseTo(1, 12);
    expect(normalCdf(-6) / 9.865876450376946e-10).toBeCloseTo(1, 12);
    expect(normalCdf(-20) / 2.7536241186062337e-89).toBeCloseTo(1, 12);
  });

  it("ends at 0 and 1", () => {
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
    expect(normalCdf(Number.NaN)).toBeNaN();
  });

  it("is symmetric", () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 8, noNaN: true }), (z) => {
        expect(normalCdf(z) + normalCdf(-z)).toBeCloseTo(1, 14);
      }),
    );
  });
});
