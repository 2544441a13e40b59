import { describe, expect, it } from "vitest";
import { effectSize } from "../../src/statistics/effect-size.js";

describe("effectSize", () => {
  it("divides the mean by the standard deviation (n - 1)", () => {
    expect(effectSize([1, 2, 3])).toBe(2);
    expect(effectSize([-1, -2, -3])).toBe(-2);
  });

  it("is undefined without spread", () => {
    expect(effectSize([1])).toBeUndefined();
    expect(effectSize([0.1, 0.1])).toBeUndefined();
  });
});
