import { describe, expect, it } from "vitest";
import { acceleration } from "../../src/statistics/acceleration.js";

const members = (...strata: number[][]) => strata.map((clusters) => Uint32Array.from(clusters));

describe("acceleration", () => {
  it("is a sixth of the jackknife's sum of cubes over its sum of squares to the 3/2", () => {
    // Deviations from the mean of 3: 3, 2, -5. Cubes 27 + 8 - 125 = -90, squares 38.
    const found = acceleration(Float64Array.of(0, 1, 8), members([0, 1, 2]));
    expect(found).toBeCloseTo(-90 / (6 * 38 ** 1.5), 15);
  });

  it("weights the influence values of each stratum by its size", () => {
    // Two clusters: deviations -1 and 1, times 1/2. Three: 3, 2, -5, times 2/3.
    const found = acceleration(Float64Array.of(1, -1, 0, 1, 8), members([0, 1], [2, 3, 4]));
    const squares = 2 * (1 / 2) ** 2 + 38 * (2 / 3) ** 2;
    expect(found).toBeCloseTo((-90 * (2 / 3) ** 3) / (6 * squares ** 1.5), 15);
  });

  it("is 0 where leaving a cluster out changes nothing", () => {
    expect(acceleration(Float64Array.of(2, 2), members([0, 1]))).toBe(0);
  });

  it("is 0 where leaving a cluster out leaves no answer", () => {
    expect(acceleration(Float64Array.of(1, Number.NaN, 2), members([0, 1, 2]))).toBe(0);
  });
});
