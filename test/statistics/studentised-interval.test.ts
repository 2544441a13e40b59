import { describe, expect, it } from "vitest";
import { studentisedInterval } from "../../src/statistics/studentised-interval.js";

/** From -2 to 6, so that quantiles can be read off. */
const skewed = Float64Array.from({ length: 801 }, (_, i) => (i - 200) / 100);

describe("studentisedInterval", () => {
  it("takes off what resamples are above the estimate, and the other way round", () => {
    // 5 % and 95 % of the deviations are -1.6 and 5.6.
    const { interval, method } = studentisedInterval(10, 0.5, skewed, 0.9);
    expect(interval[0]).toBeCloseTo(10 - 5.6 * 0.5, 12);
    expect(interval[1]).toBeCloseTo(10 + 1.6 * 0.5, 12);
    expect(method).toBe("studentised");
  });

  it("has no width where the standard error is 0", () => {
    expect(studentisedInterval(0.3, 0, skewed, 0.95).interval).toEqual([0.3, 0.3]);
  });

  it("says where a bound lies at the limit", () => {
    const deviations = Float64Array.of(-8, -8, -1, 0, 1);
    const found = studentisedInterval(1, 1, deviations, 0.9);
    expect(found).toEqual({ interval: [expect.closeTo(1 - 0.8, 12), 9], method: "limited" });
  });
});
