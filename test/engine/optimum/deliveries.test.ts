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

it("so many bits are carried by no later than the engine says, and by no more than rounding before", () => {
  fc.assert(
    fc.property(traces, fc.array(fc.tuple(time, bits), { minLength: 1 }), (trace, asked) => {
      const carried = new BitsByTime(trace);
      const cursor = new CapacityCursor(trace, 0);
      for (const [from, size] of asked) {
        const end = cursor.deliveryEnd(from, size, Number.MAX_VALUE);
        const target = carried.at(from) + size;
        const found = carried.timeOf(target);
        if (end === Number.POSITIVE_INFINITY) continue;
        expect(found).toBeLessThanOrEqual(end + 1e-9 * Math.max(1, end));
        expect(Math.abs(carried.at(found) - target)).toBeLessThanOrEqual(1e-9 * target + 1e-3);
      }
    }),
  );
});

it("bits that are there when an outage begins are not waited for until its end", () => {
  const carried = new BitsByTime(
    plainTrace([
      [3, 0.1],
      [60, 0],
      [3, 0.1],
    ]),
  );
  expect(carried.timeOf(0.1e6 + 0.2e6)).toBeCloseTo(3, 9);
  expect(carried.timeOf(0.3e6 + 10)).toBeCloseTo(63.0001, 9);
});

it("a link without capacity never carries anything", () => {
  expect(new BitsByTime(plainTrace(0)).timeOf(1)).toBe(Number.POSITIVE_INFINITY);
});
