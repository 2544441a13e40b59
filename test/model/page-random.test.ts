import { expect, it } from "vitest";
import { pageRandom } from "../../src/model/page-random.js";

const drawn = (seed: number, count: number) => {
  const random = pageRandom(seed);
  return Array.from({ length: count }, random);
};

it("draws the same numbers for the same seed, wherever it runs", () => {
  // Recordings of years ago are replayed with these.
  expect(drawn(1, 4)).toEqual([
    0.6270739405881613, 0.002735721180215478, 0.5274470399599522, 0.9810509674716741,
  ]);
});

it("draws from 0 up to 1, evenly", () => {
  const values = drawn(5, 10_000);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...values)).toBeLessThan(1);
  for (let tenth = 0; tenth < 10; tenth++) {
    const share = values.filter((value) => Math.floor(value * 10) === tenth).length / values.length;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.12);
  }
});

it("draws others for another seed", () => {
  expect(drawn(2, 4)).not.toEqual(drawn(1, 4));
});
