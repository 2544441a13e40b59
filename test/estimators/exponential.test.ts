import fc from "fast-check";
import { expect, it } from "vitest";
import { exponential } from "../../src/estimators/exponential.js";

const EPSILON = Number.EPSILON;

it("is 1 at 0, and 0 where nothing is left", () => {
  expect([0, -800, Number.NEGATIVE_INFINITY].map(exponential)).toEqual([1, 0, 0]);
});

it("is a half at -ln 2, to the unit in the last place", () => {
  expect(Math.abs(exponential(-Math.LN2) - 0.5)).toBeLessThanOrEqual(EPSILON / 4);
});

it.each([
  // Of e_exp.c of fdlibm 5.3, by V8 11.3.
  [-0.1, 0.9048374180359595],
  [-0.23104906018664842, 0.7937005259840998],
  [-1, 0.36787944117144233],
  [-1 / 3, 0.7165313105737893],
  [-10, 0.00004539992976248485],
  [-40, 4.248354255291589e-18],
])("is of %d what fdlibm gives, to the last bit", (exponent, power) => {
  expect(exponential(exponent)).toBe(power);
});

it("is what the engine has, to two units in the last place", () => {
  fc.assert(
    fc.property(fc.double({ min: -700, max: 0, noNaN: true }), (exponent) => {
      const own = Math.exp(exponent);
      expect(Math.abs(exponential(exponent) - own)).toBeLessThanOrEqual(2 * EPSILON * own);
    }),
  );
});
