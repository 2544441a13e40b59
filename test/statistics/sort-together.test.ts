import fc from "fast-check";
import { expect, it } from "vitest";
import { sortTogether } from "../../src/statistics/sort-together.js";

it("sorts numbers of either sign and any size, and what belongs to them", () => {
  const values = Float64Array.of(3, -1, 1e300, -2.5, 0, 1e-300, Number.NEGATIVE_INFINITY);
  const companions = Uint32Array.of(0, 1, 2, 3, 4, 5, 6);
  sortTogether(values, companions);
  expect([...values]).toEqual([Number.NEGATIVE_INFINITY, -2.5, -1, 0, 1e-300, 3, 1e300]);
  expect([...companions]).toEqual([6, 3, 1, 4, 5, 0, 2]);
});

it("sorts as sorting does, leaves equals in their order, and keeps each with its own", () => {
  const number = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 }).map(Number));
  fc.assert(
    fc.property(fc.array(number, { maxLength: 300 }), (given) => {
      const values = Float64Array.from(given);
      const places = Uint32Array.from(given.keys());
      sortTogether(values, places);
      expect(values).toEqual(Float64Array.from(given).sort());
      expect(Array.from(places, (place) => given[place])).toEqual([...values]);
      for (let i = 1; i < given.length; i++)
        if (Object.is(values[i], values[i - 1])) expect(places[i]).toBeGreaterThan(places[i - 1]!);
    }),
  );
});
