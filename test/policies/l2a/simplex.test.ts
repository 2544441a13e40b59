import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectOntoSimplex } from "../../../src/policies/l2a/simplex.js";

const projected = (...point: readonly number[]): number[] => {
  const moved = Float64Array.from(point);
  projectOntoSimplex(moved);
  return [...moved];
};

describe("projectOntoSimplex", () => {
  it("takes the same off all where that leaves none below 0", () => {
    expect(projected(1, 0.5, 0.5)).toEqual([1 - 1 / 3, 0.5 - 1 / 3, 0.5 - 1 / 3]);
    expect(projected(0, 0)).toEqual([0.5, 0.5]);
  });

  it("takes more off some where others have less", () => {
    // 0.5 off the first two, and the third has no more than 0.1
    expect(projected(1, 1, 0.1)).toEqual([0.5, 0.5, 0]);
    expect(projected(-3, 7)).toEqual([0, 1]);
  });

  it("leaves a point where it is, if it is on the simplex", () => {
    expect(projected(0.25, 0.75, 0)).toEqual([0.25, 0.75, 0]);
    expect(projected(5)).toEqual([1]);
  });

  it("lands on the simplex, no further away than any other point of it", () => {
    const coordinate = fc.double({ min: -5, max: 5, noNaN: true });
    const pair = fc.integer({ min: 1, max: 9 }).chain((size) => {
      const one = { minLength: size, maxLength: size };
      return fc.tuple(fc.array(coordinate, one), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), one));
    });
    const away = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, value, index) => sum + (value - b[index]!) ** 2, 0);
    fc.assert(
      fc.property(pair, ([point, shares]) => {
        const nearest = projected(...point);
        expect(Math.min(...nearest)).toBeGreaterThanOrEqual(0);
        expect(nearest.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
        const total = shares.reduce((sum, value) => sum + value, 0);
        if (total < 1e-6) return;
        const other = shares.map((share) => share / total);
        expect(away(point, nearest)).toBeLessThanOrEqual(away(point, other) + 1e-9);
      }),
    );
  });
});
