import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../../src/random.js";
import { quantileSorted } from "../../src/statistics/quantile-sorted.js";
import { selectQuantiles } from "../../src/statistics/select-quantiles.js";

const PROBABILITIES = [0.95, 0, 0.05, 0.5, 1, 0.05];

function expectAsSorted(values: Float64Array, probabilities: readonly number[] = PROBABILITIES): void {
  const ascending = values.slice().sort();
  const found = selectQuantiles(values, probabilities);
  expect(found).toEqual(probabilities.map((probability) => quantileSorted(ascending, probability)));
  expect(values.sort()).toEqual(ascending);
}

describe("selectQuantiles", () => {
  it("says what sorting would, in the order asked for, and loses no value", () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(values, probabilities, (given, asked) => expectAsSorted(Float64Array.from(given), asked)),
    );
  });

  const count = 5000;
  const random = randomStream(1, "select");
  const orders: Readonly<Record<string, (at: number) => number>> = {
    "by chance": () => random(),
    ascending: (at) => at,
    descending: (at) => -at,
    "all alike": () => 7,
    "few different": () => Math.floor(3 * random()),
    "mostly none": () => (random() < 0.9 ? 0 : random()),
    "heavy tails": () => 1 / random() ** 3,
    "up and down": (at) => Math.min(at, count - at),
    "in turn from both ends": (at) => (at % 2 === 0 ? at : count - at),
    sawtooth: (at) => at % 50,
  };
  it.each(Object.entries(orders))("says what sorting would of many: %s", (_, value) =>
    expectAsSorted(Float64Array.from({ length: count }, (_, at) => value(at))),
  );

  it("is undefined for no values, and refuses a percentage", () => {
    expect(selectQuantiles(new Float64Array(), [0.5])).toEqual([undefined]);
    expect(() => selectQuantiles(Float64Array.of(1, 2), [95])).toThrow(RangeError);
    expect(() => selectQuantiles(new Float64Array(), [Number.NaN])).toThrow(RangeError);
  });
});
