import { describe, expect, it } from "vitest";
import { median } from "../../src/statistics/median.js";

describe("median", () => {
  it("is the middle value of an odd number", () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it("is halfway between the middle two of an even number", () => {
    expect(median([4, 1, 10, 3])).toBe(3.5);
  });

  it("is undefined for no values", () => {
    expect(median([])).toBeUndefined();
  });
});
