import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { autocorrelation, autocorrelationFunction } from "../../src/statistics/autocorrelation.js";

describe("autocorrelation", () => {
  it("divides by the sum of squares at lag 0, without correcting for the fewer products", () => {
    // Deviations -2 -1 0 1 2: products at lag 1 are 2 + 0 + 0 + 2, squares 10.
    expect(autocorrelation([1, 2, 3, 4, 5], 1)).toBe(0.4);
    expect(autocorrelation([1, 2, 3, 4, 5], 4)).toBe(-0.4);
  });

  it("removes the mean of the whole series", () => {
    expect(autocorrelation([101, 102, 103, 104, 105], 1)).toBe(0.4);
  });

  it("is 1 at lag 0", () => {
    expect(autocorrelation([3, 1, 2], 0)).toBe(1);
  });

  it("is undefined for a constant series", () => {
    expect(autocorrelation([0.1, 0.1, 0.1], 1)).toBeUndefined();
  });

  it("is undefined for a series no longer than the lag", () => {
    expect(autocorrelation([1, 2], 2)).toBeUndefined();
    expect(autocorrelation([], 0)).toBeUndefined();
  });

  it("refuses a lag that is no number of steps", () => {
    expect(() => autocorrelation([1, 2], -1)).toThrow(RangeError);
    expect(() => autocorrelation([1, 2], 0.5)).toThrow(RangeError);
  });

  it("lies between -1 and 1", () => {
    const series = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(series, fc.nat(40), (values, lag) => {
        const found = autocorrelation(values, lag);
        if (found !== undefined) expect(Math.abs(found)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it("is the same at every lag of a series that was prepared once, asked in any order", () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const at = autocorrelationFunction(values);
    for (const lag of [5, 0, 8, 3, 1, 3]) expect(at(lag)).toBe(autocorrelation(values, lag));
  });
});
