import { describe, expect, it } from "vitest";
import { holm } from "../../src/statistics/holm.js";

describe("holm", () => {
  it("multiplies by how many are left, and never goes down again", () => {
    // 0.01 * 4, 0.03 * 2 and 0.04 * 1, raised to 0.06, 0.02 * 3.
    expect(holm([0.03, 0.01, 0.04, 0.02]).map((p) => p!.toFixed(10))).toEqual(
      [0.06, 0.04, 0.06, 0.06].map((p) => p.toFixed(10)),
    );
  });

  it("stops at 1", () => {
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
  });

  it("does not count what is undefined", () => {
    expect(holm([undefined, 0.01, undefined])).toEqual([undefined, 0.01, undefined]);
    expect(holm([])).toEqual([]);
  });
});
