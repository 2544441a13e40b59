import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantile } from "../../src/statistics/quantile.js";

const numbers = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 30 });
const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe("quantile", () => {
  it("sorts by number and leaves its argument alone", () => {
    const values = [10, 9, 1];
    expect(quantile(values, 0.5)).toBe(9);
    expect(values).toEqual([10, 9, 1]);
  });

  it("is undefined for no values", () => {
    expect(quantile([], 0.5)).toBeUndefined();
  });

  it("lies among the values and rises with the probability", () => {
    fc.assert(
      fc.property(numbers, probability, probability, (values, one, other) => {
        const low = quantile(values, Math.min(one, other))!;
        const high = quantile(values, Math.max(one, other))!;
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
        expect(low).toBeLessThanOrEqual(high);
      }),
    );
  });
});
