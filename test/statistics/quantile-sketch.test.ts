import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalDraw, randomStream } from "../../src/random.js";
import { countBelow, countUpTo } from "../../src/statistics/count-below.js";
import { QuantileSketch } from "../../src/statistics/quantile-sketch.js";
import { quantileSorted } from "../../src/statistics/quantile-sorted.js";

const PROBABILITIES = [0, 0.001, 0.05, 0.5, 0.95, 0.999, 1];
/** So that a few ten thousand values are many. */
const MOST_EXACT = 1024;

function sketchOf(values: Iterable<number>, mostExact = MOST_EXACT): QuantileSketch {
  const sketch = new QuantileSketch(mostExact);
  for (const value of values) sketch.add(value);
  return sketch;
}

/** By how many ranks a value is off: 0 where it stands at the rank. */
function offBy(ascending: Float64Array, value: number, rank: number): number {
  return Math.max(0, countBelow(ascending, value) - rank, rank - (countUpTo(ascending, value) - 1));
}

function expectWithinBound(values: readonly number[]): void {
  const sketch = sketchOf(values);
  const ascending = Float64Array.from(values).sort();
  const most = sketch.rankError * values.length;
  expect(sketch.exact).toBe(false);
  expect(sketch.rankError).toBeLessThan((4 + Math.log2(values.length / MOST_EXACT)) / (MOST_EXACT / 4));
  const off = Array.from(sketch.ascending(51), (value, step) =>
    offBy(ascending, value, Math.round((step * (values.length - 1)) / 50)),
  );
  expect(Math.max(...off)).toBeLessThanOrEqual(most);
  sketch.quantiles(PROBABILITIES).forEach((value, at) => {
    const position = PROBABILITIES[at]! * (values.length - 1);
    // It lies between the values at two neighbouring ranks, each of which may be off.
    const [low, high] = [Math.floor(position - most), Math.ceil(position + most)];
    expect(value).toBeGreaterThanOrEqual(ascending[Math.max(0, low)]!);
    expect(value).toBeLessThanOrEqual(ascending[Math.min(values.length - 1, high)]!);
  });
}

describe("QuantileSketch", () => {
  it("is exact up to its size, whatever the order", () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: MOST_EXACT });
    fc.assert(
      fc.property(values, (given) => {
        const sketch = sketchOf(given);
        const ascending = Float64Array.from(given).sort();
        expect(sketch.quantiles(PROBABILITIES)).toEqual(
          PROBABILITIES.map((probability) => quantileSorted(ascending, probability)),
        );
        expect(sketch.ascending(MOST_EXACT)).toEqual(ascending);
        expect([sketch.exact, sketch.rankError, sketch.count]).toEqual([true, 0, given.length]);
      }),
    );
  });

  it("is exact up to a million values and a few, unless told otherwise", () => {
    const sketch = new QuantileSketch();
    for (let value = 2 ** 20; value > 0; value--) sketch.add(value);
    expect(sketch.exact).toBe(true);
    expect(sketch.quantiles([0, 0.5, 1])).toEqual([1, (2 ** 20 + 1) / 2, 2 ** 20]);
    sketch.add(0);
    expect(sketch.exact).toBe(false);
    expect(sketch.count).toBe(2 ** 20 + 1);
    expect(sketch.rankError).toBeLessThan(1e-5);
    expect(Math.abs(sketch.quantiles([0.5])[0]! - 2 ** 19)).toBeLessThanOrEqual(9);
    expect(sketch.quantiles([0, 1])).toEqual([0, 2 ** 20]);
  });

  const count = 50_000;
  const random = randomStream(1, "sketch");
  const orders: Readonly<Record<string, (at: number) => number>> = {
    "by chance": () => random(),
    ascending: (at) => at,
    descending: (at) => -at,
    "in turn from both ends": (at) => (at % 2 === 0 ? at : count - at),
    "from the middle out": (at) => (at % 2 === 0 ? at : -at),
    "all alike": () => 7,
    "few different": () => Math.floor(3 * random()),
    "mostly none": () => (random() < 0.95 ? 0 : random()),
    "heavy tails, both ways": () => normalDraw(random) / random() ** 3,
    "a block after the other": (at) => Math.floor(at / 1024) + random(),
    "over and over": (at) => at % 1024,
  };
  it.each(Object.entries(orders))("is off by no more than it says: %s", (_, value) =>
    expectWithinBound(Array.from({ length: count }, (_, at) => value(at))),
  );

  it("is off by no more than it says, whatever the values, their order and number", () => {
    const pattern = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      minLength: 1,
      maxLength: 50,
    });
    fc.assert(
      fc.property(pattern, fc.integer({ min: 1025, max: 5000 }), (given, length) =>
        expectWithinBound(Array.from({ length }, (_, at) => given[(at * at) % given.length]!)),
      ),
      { numRuns: 30 },
    );
  });

  it("says the same of the same values in the same order, asked in between or not, and when used again", () => {
    const values = Array.from({ length: 20_000 }, random);
    const once = sketchOf(values);
    const asked = new QuantileSketch(MOST_EXACT);
    asked.add(1);
    asked.clear();
    for (const value of values) {
      asked.add(value);
      if (asked.count % 777 === 0) asked.quantiles([0.3]);
    }
    expect(asked.ascending(500)).toEqual(once.ascending(500));
    expect(asked.rankError).toBe(once.rankError);
  });

  it("has no answer without values, and refuses a probability that is none", () => {
    expect(new QuantileSketch().quantiles([0.5])).toEqual([undefined]);
    expect(new QuantileSketch().ascending(10)).toEqual(new Float64Array());
    expect(() => sketchOf([1, 2]).quantiles([95])).toThrow(RangeError);
    expect(() => sketchOf(new Array<number>(2000).fill(1)).quantiles([-1])).toThrow(RangeError);
  });
});
