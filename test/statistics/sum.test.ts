import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sum } from "../../src/statistics/sum.js";

describe("sum", () => {
  it("is 0 for no values", () => {
    expect(sum([])).toBe(0);
  });

  it("keeps small values beside large ones that cancel", () => {
    expect(sum([1, 1e100, 1, -1e100])).toBe(2);
  });

  it("adds ten tenths to exactly one", () => {
    expect(sum(new Array<number>(10).fill(0.1))).toBe(1);
  });

  it("does not depend on the order", () => {
    const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 50 });
    fc.assert(
      fc.property(values, (some) => {
        const backwards = sum([...some].reverse());
        expect(Math.abs(sum(some) - backwards)).toBeLessThanOrEqual(backwards * Number.EPSILON);
      }),
    );
  });

  it("stays infinite past an infinity", () => {
    expect(sum([Number.POSITIVE_INFINITY, 1])).toBe(Number.POSITIVE_INFINITY);
  });
});
