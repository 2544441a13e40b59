import { describe, expect, it } from "vitest";
import { isConstant } from "../../src/statistics/is-constant.js";

describe("isConstant", () => {
  it("holds for equal values, for one and for none", () => {
    expect([[0.1, 0.1, 0.1], [7], []].map(isConstant)).toEqual([true, true, true]);
  });

  it("sees a difference in the last place", () => {
    expect(isConstant([1, 1 + Number.EPSILON])).toBe(false);
  });
});
