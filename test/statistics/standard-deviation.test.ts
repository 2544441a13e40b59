import { describe, expect, it } from "vitest";
import { standardDeviation } from "../../src/statistics/standard-deviation.js";

describe("standardDeviation", () => {
  it("is undefined for fewer than two values", () => {
    expect(standardDeviation([])).toBeUndefined();
    expect(standardDeviation([3])).toBeUndefined();
  });

  it("divides by n - 1", () => {
    expect(standardDeviation([1, 3])).toBe(Math.SQRT2);
    expect(standardDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(Math.sqrt(32 / 7), 14);
  });

  it("is exactly 0 for equal values, though their mean may round", () => {
    expect(standardDeviation([0.1, 0.1, 0.1])).toBe(0);
  });

  it("does not lose the spread of values far from 0", () => {
    expect(standardDeviation([1e9 + 1, 1e9 + 3])).toBe(Math.SQRT2);
  });
});
