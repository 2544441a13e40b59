import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WeightedEwma } from "../../src/estimators/weighted-ewma.js";

describe("WeightedEwma", () => {
  it("is NaN before the first value", () => expect(new WeightedEwma(3).average()).toBeNaN());

  it("is the first value, whatever its weight", () => {
    const average = new WeightedEwma(3);
    average.add(0.01, 500);
    expect(average.average()).toBeCloseTo(500, 9);
  });

  it("halves what is old over one half-life", () => {
    const average = new WeightedEwma(3);
    average.add(3, 1000);
    average.add(3, 4000);
    // biased: 500, then 250 + 2000 = 2250; of the start 0.25 is left: 2250 / 0.75
    expect(average.average()).toBeCloseTo(3000, 9);
  });

  it("equals the published form: weights summed, then 0.5^(sum / half-life)", () => {
    const values = fc.array(
      fc.tuple(fc.double({ min: 0.01, max: 30, noNaN: true }), fc.integer({ min: 1, max: 1e8 })),
      {
        minLength: 1,
        maxLength: 50,
      },
    );
    fc.assert(
      fc.property(values, fc.constantFrom(2, 3, 5, 8, 9), (pairs, halfLife) => {
        const average = new WeightedEwma(halfLife);
        let biased = 0;
        let total = 0;
        for (const [weight, value] of pairs) {
          average.add(weight, value);
          const kept = 0.5 ** (weight / halfLife);
          biased = kept * biased + (1 - kept) * value;
          total += weight;
        }
        const published = biased / (1 - 0.5 ** (total / halfLife));
        expect(Math.abs(average.average()! / published - 1)).toBeLessThan(1e-11);
      }),
    );
  });
});
