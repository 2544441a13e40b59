import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nonNegativeLeastSquares } from "../../../src/traces/fit/nnls.js";

const entry = fc.double({ min: -5, max: 5, noNaN: true });
const anyProblem = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 9 }))
  .chain(([rows, columns]) => {
    const column = fc.array(entry, { minLength: rows, maxLength: rows });
    return fc.tuple(fc.array(column, { minLength: columns, maxLength: columns }), column);
  });

const dot = (one: readonly number[], other: readonly number[]) =>
  one.reduce((total, value, index) => total + value * other[index]!, 0);

describe("non-negative least squares", () => {
  it("leaves out what would have to be negative", () => {
    // Without the restriction, (2, -1); with it, the projection onto the first column.
    const solution = nonNegativeLeastSquares(
      [
        [1, 0],
        [1, 1],
      ],
      [1, -1],
    );
    expect(solution[0]).toBeCloseTo(1, 12);
    expect(solution[1]).toBe(0);
  });

  it("is nowhere negative, and no change of one value makes it better", () => {
    fc.assert(
      fc.property(anyProblem, ([columns, target]) => {
        const solution = nonNegativeLeastSquares(columns, target);
        const rest = target.map(
          (value, row) =>
            value -
            dot(
              columns.map((column) => column[row]!),
              solution,
            ),
        );
        columns.forEach((column, index) => {
          expect(solution[index]).toBeGreaterThanOrEqual(0);
          // The gradient: 0 for what is in, not upwards for what is out.
          const slope = dot(column, rest);
          if (solution[index]! > 0) expect(Math.abs(slope)).toBeLessThan(1e-4);
          else expect(slope).toBeLessThan(1e-4);
        });
      }),
      { numRuns: 500 },
    );
  });
});
