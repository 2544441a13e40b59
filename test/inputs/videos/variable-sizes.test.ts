import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SizeModel, variableSizes } from "../../../src/inputs/videos/variable-sizes.js";

const MODEL: SizeModel = { seed: 7, variation: 0.3, correlation: 0.6, levelShare: 0.1 };
const LEVELS = [{ bitrate: 300_000 }, { bitrate: 1_000_000 }, { bitrate: 5_000_000 }];
const durations = (count: number) => new Float64Array(count).fill(4);
const column = (sizes: readonly Float64Array[], level: number) => sizes.map((row) => row[level]!);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Of two equally long lists. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const moment = (x: readonly number[], y: readonly number[], mx: number, my: number) =>
    mean(x.map((value, index) => (value - mx) * (y[index]! - my)));
  return moment(a, b, meanA, meanB) / Math.sqrt(moment(a, a, meanA, meanA) * moment(b, b, meanB, meanB));
}

describe("over the whole video", () => {
  it("a level's mean bitrate is its nominal one, to the byte", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 100, max: 1000 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 10_000, max: 40_000_000 }),
        fc.record({
          seed: fc.integer(),
          variation: fc.double({ min: 0, max: 1, noNaN: true }),
          correlation: fc.double({ min: -1, max: 1, noNaN: true }),
          levelShare: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        (hundredths, bitrate, model) => {
          const seconds = hundredths.map((value) => value / 100);
          const sizes = column(variableSizes([{ bitrate }], seconds, model), 0);
          const bytes = sizes.reduce((sum, bits) => sum + bits, 0) / 8;
          const nominal = (bitrate * seconds.reduce((sum, value) => sum + value, 0)) / 8;
          expect(Math.abs(bytes - nominal)).toBeLessThanOrEqual(0.5001);
          expect(sizes.every((bits) => Number.isInteger(bits / 8))).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("and no segment exceeds a peak, however tight", () => {
    for (const peakBitrate of [1_000_000, 1_050_000, 1_300_000]) {
      const sizes = column(variableSizes([{ bitrate: 1_000_000, peakBitrate }], durations(200), MODEL), 0);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(4 * peakBitrate + 8);
      expect(mean(sizes)).toBe(4_000_000);
    }
  });
});

it("has the variation and the correlation that are asked for", () => {
  const sizes = variableSizes(LEVELS, durations(20_000), MODEL);
  const logs = column(sizes, 1).map(Math.log);
  const bits = column(sizes, 1);
  const deviation = Math.sqrt(mean(bits.map((value) => (value - mean(bits)) ** 2)));
  expect(deviation / mean(bits)).toBeCloseTo(0.3, 1);
  // Only the scenes' nine tenths of the variance are correlated.
  expect(correlation(logs.slice(1), logs.slice(0, -1))).toBeCloseTo(0.9 * 0.6, 1);
  expect(correlation(logs, column(sizes, 2).map(Math.log))).toBeCloseTo(0.9, 1);
}, 20_000);

it("is constant without variation", () => {
  expect(variableSizes(LEVELS, [4, 2], { ...MODEL, variation: 0 })).toEqual([
    Float64Array.of(1_200_000, 4_000_000, 20_000_000),
    Float64Array.of(600_000, 2_000_000, 10_000_000),
  ]);
});

it("leaves a level's sizes alone when levels are added", () => {
  const few = variableSizes(LEVELS.slice(0, 2), durations(10), MODEL);
  const more = variableSizes(LEVELS, durations(10), MODEL);
  expect(column(few, 1)).toEqual(column(more, 1));
});

it("gives the same sizes as ever", () => {
  expect(variableSizes(LEVELS, durations(4), MODEL).map((row) => [...row])).toMatchInlineSnapshot(`
    [
      [
        1207040,
        3603976,
        16648312,
      ],
      [
        924976,
        3974104,
        17702896,
      ],
      [
        1085624,
        3482384,
        20591032,
      ],
      [
        1582360,
        4939536,
        25057760,
      ],
    ]
  `);
});
