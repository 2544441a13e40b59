import { describe, expect, it } from "vitest";
import { coefficientOfVariation } from "../../src/statistics/coefficient-of-variation.js";

describe("coefficientOfVariation", () => {
  it("divides the standard deviation (n - 1) by the mean", () => {
    expect(coefficientOfVariation([1, 3])).toBe(Math.SQRT2 / 2);
  });

  it("is 0 for equal values", () => {
    expect(coefficientOfVariation([5, 5, 5])).toBe(0);
  });

  it("is undefined for fewer than two values", () => {
    expect(coefficientOfVariation([4])).toBeUndefined();
  });

  it("is undefined where the mean is not positive", () => {
    expect(coefficientOfVariation([0, 0])).toBeUndefined();
    expect(coefficientOfVariation([-3, 1])).toBeUndefined();
  });
});
