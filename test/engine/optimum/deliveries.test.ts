import fc from "fast-check";
import { expect, it } from "vitest";
import { CapacityCursor } from "../../../src/engine/network/capacity.js";
import { BitsByTime } from "../../../src/engine/optimum/bits-by-time.js";
import { Deliveries } from "../../../src/engine/optimum/deliveries.js";
import { traces } from "../../support/arbitraries.js";
import { plainTrace } from "../../support/plain.js";

const time = fc.double({ min: 0, max: 2000, noNaN: true });
const bits = fc.double({ min: 1, max: 1e9, noNaN: true });

it("a delivery ends when the engine says so, to the bit, in whatever order it is asked", () => {
  fc.assert(
    fc.property(traces, time, fc.array(fc.tuple(time, bits), { minLength: 1 }), (trace, offset, asked) => {
      const deliveries = new Deliveries(trace, offset);
      const cursor = new CapacityCursor(trace, offset);
      for (const [from, size] of asked)
        expect(deliveries.endOf(from, size)).toBe(cursor.deliveryEnd(from, size, Number.MAX_VALUE));
    }),
  );
});

it("a delivery over a link that carries nothing never ends", () => {
  expect(new Deliveries(plainTrace(0), 0).endOf(3, 1)).toBe(Number.POSITIVE_INFINITY);
});

it("the bits carried between two times are those that the engine delivers", () => {
  fc.assert(
    fc.property(traces, time, time, (trace, one, other) => {
      const carried = new BitsByTime(trace);
      const [from, to] = one < other ? [one, other] : [other, one];
      const expected = new CapacityCursor(trace, 0).delivered(from, to);
      expect(carried.at(to) - carried.at(from)).toBeCloseTo(expected, 1);
    }),
  );
});

it("the bits carried go on through the trace's repetitions, and before its beginning", () => {
  const carried = new BitsByTime(
    plainTrace([
      [2, 1],
      [3, 4],
    ]),
  );
  expect([0, 1, 2, 3, 5, 6, 10, -3].map((at) => carried.at(at) / 1e6)).toEqual([0, 1, 2, 6, 14, 15, 28, -12]);
});
