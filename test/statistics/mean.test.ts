import { describe, expect, it } from "vitest";
import { mean } from "../../src/statistics/mean.js";

describe("mean", () => {
  it("is undefined for no values", () => {
    expect(mean([])).toBeUndefined();
  });

  it("divides the sum by the count", () => {
    expect(mean([1, 2, 6])).toBe(3);
  });

  it("reads typed arrays", () => {
    expect(mean(Float64Array.of(1, 2))).toBe(1.5);
  });

  it("keeps small values beside large ones that cancel", () => {
    expect(mean([1, 1e100, 1, -1e100])).toBe(0.5);
  });
});
