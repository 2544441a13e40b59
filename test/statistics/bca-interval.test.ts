import { describe, expect, it } from "vitest";
import { bcaInterval } from "../../src/statistics/bca-interval.js";

/** -500 to 500, so that quantiles can be read off. */
const symmetric = () => Float64Array.from({ length: 1001 }, (_, i) => i - 500);

describe("bcaInterval", () => {
  it("is the percentile interval where there is neither bias nor acceleration", () => {
    const [low, high] = bcaInterval(0, symmetric().reverse(), 0, 0.9)!;
    expect(low).toBeCloseTo(-450, 8);
    expect(high).toBeCloseTo(450, 8);
  });

  it("moves up where most resamples lie below the estimate", () => {
    // 84.13 % lie below: bias z0 = 1, so the bounds are at normalCdf(2 - 1.2816) and normalCdf(2 + 1.2816).
    const [low, high] = bcaInterval(341.3447, symmetric(), 0, 0.8)!;
    expect(low).toBeCloseTo(-500 + 1000 * 0.76373, 0);
    expect(high).toBeCloseTo(-500 + 1000 * 0.99948, 0);
  });

  it("reaches farther towards where the spread grows", () => {
    // z / (1 - 0.1 z) for z = -1.6449 and 1.6449 is -1.4125 and 1.9687.
    const [low, high] = bcaInterval(0, symmetric(), 0.1, 0.9)!;
    expect(low).toBeCloseTo(-500 + 1000 * 0.0789, 0);
    expect(high).toBeCloseTo(-500 + 1000 * 0.97551, 0);
  });

  it("has no width where all resamples are equal but for rounding", () => {
    expect(bcaInterval(0.3, Float64Array.of(0.3, 0.1 + 0.2, 0.3), 0, 0.95)).toEqual([0.3, 0.3]);
  });

  it("leaves out resamples that have no answer", () => {
    const { NaN: none } = Number;
    const some = Float64Array.of(none, ...symmetric(), none);
    expect(bcaInterval(0, some, 0, 0.9)).toEqual(bcaInterval(0, symmetric(), 0, 0.9));
    expect(bcaInterval(0, Float64Array.of(none, none), 0, 0.9)).toBeUndefined();
  });

  it("stays within the resamples where the estimate lies outside them", () => {
    const [low, high] = bcaInterval(900, symmetric(), 0.16, 0.99)!;
    expect(low).toBeLessThanOrEqual(high);
    expect(high).toBe(500);
  });
});
