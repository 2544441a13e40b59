import fc from "fast-check";
import { expect, it } from "vitest";
import { answersOf } from "../../src/statistics/answers.js";

it("leaves out what is no answer, and keeps the order", () => {
  expect([...answersOf(Float64Array.of(Number.NaN, 3, Number.NaN, -1, 3, Number.NaN))]).toEqual([3, -1, 3]);
  expect([...answersOf(Float64Array.of(Number.NaN))]).toEqual([]);
  fc.assert(
    fc.property(fc.float64Array(), (values) => {
      const expected = [...values].filter((value) => !Number.isNaN(value));
      expect([...answersOf(values)]).toEqual(expected);
    }),
  );
});
