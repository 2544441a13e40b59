import { describe, expect, it } from "vitest";
import { quantileClasses } from "../../../src/traces/fit/quantile-classes.js";

describe("classes of values", () => {
  it("count how often each follows each", () => {
    const { means, deviations, transitions } = quantileClasses(Float64Array.of(1, 2, 3, 4, 3, 1), 2);
    // 1, 2 and 1 are the lower half of the values; the halves are met in the order l l u u u l.
    expect(means).toEqual([4 / 3, 10 / 3]);
    for (const deviation of deviations) expect(deviation).toBeCloseTo(Math.sqrt(1 / 3), 12);
    expect(transitions).toEqual([
      [1 / 2, 1 / 2],
      [1 / 3, 2 / 3],
    ]);
  });

  it("are fewer where one value is most of them", () => {
    const { means } = quantileClasses(Float64Array.of(0, 0, 0, 0, 0, 0, 1, 2), 4);
    expect(means[0]).toBe(0);
    expect(means.length).toBeLessThan(4);
  });
});
