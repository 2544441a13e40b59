import fc from "fast-check";
import { expect, it } from "vitest";
import { countBelow, countUpTo } from "../../src/statistics/count-below.js";

it("counts values below a bound, and up to it", () => {
  const ascending = Float64Array.of(1, 2, 2, 2, 5);
  expect([countBelow(ascending, 2), countUpTo(ascending, 2)]).toEqual([1, 4]);
  expect([countBelow(ascending, 0), countUpTo(ascending, 9)]).toEqual([0, 5]);
  expect([countBelow(new Float64Array(), 1), countUpTo(new Float64Array(), 1)]).toEqual([0, 0]);
});

it("counts as one who looks at each does", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 5 })),
      fc.integer({ min: -6, max: 6 }),
      (values, bound) => {
        const ascending = Float64Array.from(values).sort();
        expect(countBelow(ascending, bound)).toBe(values.filter((value) => value < bound).length);
        expect(countUpTo(ascending, bound)).toBe(values.filter((value) => value <= bound).length);
      },
    ),
  );
});
