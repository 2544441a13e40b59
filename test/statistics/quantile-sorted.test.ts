import { describe, expect, it } from "vitest";
import { quantileSorted } from "../../src/statistics/quantile-sorted.js";

describe("quantileSorted", () => {
  it("uses the R-7 method", () => {
    const values = [3, 6, 7, 8, 8, 10, 13, 15, 16, 20];
    expect(quantileSorted(values, 0.25)).toBe(7.25);
    expect(quantileSorted(values, 0.5)).toBe(9);
    expect(quantileSorted(values, 0.75)).toBe(14.5);
  });

  it("starts at the least and ends at the greatest value", () => {
    expect(quantileSorted([1, 2, 4], 0)).toBe(1);
    expect(quantileSorted([1, 2, 4], 1)).toBe(4);
  });

  it("is the value itself where there is one", () => {
    expect(quantileSorted([5], 0.3)).toBe(5);
  });

  it("lies between values that are farther apart than any number", () => {
    const most = Number.MAX_VALUE;
    expect(quantileSorted([-most, most], 0)).toBe(-most);
    expect(quantileSorted([-most, most], 0.5)).toBe(0);
    expect(quantileSorted([-most, most], 1)).toBe(most);
  });

  it("is undefined for no values", () => {
    expect(quantileSorted([], 0.5)).toBeUndefined();
  });

  it("refuses a percentage", () => {
    expect(() => quantileSorted([1, 2], 95)).toThrow(RangeError);
    expect(() => quantileSorted([1, 2], Number.NaN)).toThrow(RangeError);
  });
});
