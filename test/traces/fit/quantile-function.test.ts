import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueAtScore } from "../../../src/inputs/generators/marginal.js";
import { normalDraw, randomStream } from "../../../src/random.js";
import { mean, normalQuantile, quantile } from "../../../src/statistics/index.js";
import { quantileFunction } from "../../../src/traces/fit/quantile-function.js";

const anyValues = fc
  .array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 500, noNaN: true })), {
    minLength: 1,
    maxLength: 60,
  })
  .map((values) => Float64Array.from(values));

describe("the quantile function of values", () => {
  it("rises in scores, never falls in values, and stays within the values", () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const points = quantileFunction(values);
        points.slice(1).forEach(([score, value], index) => {
          expect(score).toBeGreaterThan(points[index]![0]);
          expect(value).toBeGreaterThanOrEqual(points[index]![1]);
        });
        expect(points[0]![1]).toBeGreaterThanOrEqual(Math.min(...values) - 0.001);
        expect(points.at(-1)![1]).toBeLessThanOrEqual(Math.max(...values) + 0.001);
      }),
    );
  });

  it("keeps quantiles and mean", () => {
    const random = randomStream(1, "lognormal");
    const values = Float64Array.from({ length: 5000 }, () => Math.exp(normalDraw(random)));
    const points = quantileFunction(values);
    expect(points.length).toBeLessThan(60);
    for (const share of [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99])
      expect(valueAtScore(points, normalQuantile(share)) / quantile(values, share)!).toBeCloseTo(1, 1);
    const drawn = Float64Array.from({ length: 50_000 }, () => valueAtScore(points, normalDraw(random)));
    expect(mean(drawn)! / mean(values)!).toBeCloseTo(1, 1);
  });

  it("gives zeros their share, no more and no less", () => {
    const values = Float64Array.from({ length: 1000 }, (_, index) => (index < 137 ? 0 : 2 + index / 1000));
    const points = quantileFunction(values);
    const end = normalQuantile(0.137);
    expect(valueAtScore(points, end - 0.002)).toBe(0);
    expect(valueAtScore(points, end + 0.06)).toBeGreaterThan(1);
  });

  it("of one value is that value", () => {
    for (const value of [0, 3])
      expect(valueAtScore(quantileFunction(new Float64Array(20).fill(value)), 0.3)).toBe(value);
  });
});
