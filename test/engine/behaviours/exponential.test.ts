import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exponentialDraw } from "../../../src/engine/behaviours/exponential.js";
import { randomStream } from "../../../src/random.js";

describe("exponentialDraw", () => {
  it("has its median at ln 2 / hazard", () => {
    expect(exponentialDraw(0.1, () => 0.5)).toBeCloseTo(6.931472, 6);
  });

  it("is Infinity where nothing ever happens", () => {
    expect(exponentialDraw(0, () => 0.5)).toBe(Number.POSITIVE_INFINITY);
  });

  it("has mean 1 / hazard over many draws", () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.01, max: 10, noNaN: true }), (seed, hazard) => {
        const random = randomStream(seed, "draws");
        let sum = 0;
        for (let draw = 0; draw < 4000; draw++) sum += exponentialDraw(hazard, random);
        // Four thousand draws have a standard error of 1.6 % of the mean.
        expect((sum / 4000) * hazard).toBeGreaterThan(0.9);
        expect((sum / 4000) * hazard).toBeLessThan(1.1);
      }),
      { numRuns: 20 },
    );
  });
});
