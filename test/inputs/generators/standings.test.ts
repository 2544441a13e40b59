import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standardScores, stratifiedPositions } from "../../../src/inputs/generators/standings.js";
import { randomStream } from "../../../src/random.js";
import { mean } from "../../../src/statistics/index.js";

const seeds = fc.nat();

describe("standardScores", () => {
  it("has mean 0 and variance 1 for any number of traces", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 2, max: 50 }), (seed, count) => {
        const scores = standardScores(count, randomStream(seed));
        expect(mean(scores)).toBeCloseTo(0, 10);
        expect(mean(scores.map((score) => score * score))).toBeCloseTo(1, 10);
      }),
    );
  });

  it("puts a trace alone in the middle", () => {
    expect(standardScores(1, randomStream(1))).toEqual([0]);
  });
});

describe("stratifiedPositions", () => {
  it("has one position in each of as many equal parts", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 50 }), (seed, count) => {
        const parts = stratifiedPositions(count, randomStream(seed)).map((p) => Math.floor(p * count));
        expect(parts.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, part) => part));
      }),
    );
  });

  it("does not deal them out in order", () => {
    const positions = stratifiedPositions(20, randomStream(1));
    expect(positions).not.toEqual([...positions].sort((a, b) => a - b));
  });
});
