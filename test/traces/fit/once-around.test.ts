import { describe, expect, it } from "vitest";
import { stationaryShares } from "../../../src/inputs/generators/stationary.js";
import { onceAround } from "../../../src/traces/fit/once-around.js";
import { quantileClasses } from "../../../src/traces/fit/quantile-classes.js";

describe("once around all traces", () => {
  it("a chain spends in each class the share of the values, even where a trace ends in an outage", () => {
    const series = [Float64Array.of(5, 6, 5, 6, 0, 0, 0, 0), Float64Array.of(6, 5, 5, 6)];
    const around = onceAround(series);
    expect([...around]).toEqual([5, 6, 5, 6, 0, 0, 0, 0, 6, 5, 5, 6, 5]);
    const { means, transitions } = quantileClasses(around, 13);
    expect(means).toEqual([0, 5, 6]);
    const shares = stationaryShares(transitions);
    for (const share of shares) expect(share).toBeCloseTo(1 / 3, 6);
  });
});
