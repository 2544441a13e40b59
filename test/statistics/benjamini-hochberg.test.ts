import { describe, expect, it } from "vitest";
import { benjaminiHochberg } from "../../src/statistics/benjamini-hochberg.js";

/** Benjamini & Hochberg 1995, section 4.2: thrombolytic treatment of myocardial infarction. */
const PAPER = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
  0.759, 1,
];

describe("benjaminiHochberg", () => {
  it("rejects the paper's four of fifteen at 5 %", () => {
    const adjusted = benjaminiHochberg(PAPER);
    expect(adjusted.filter((p) => p! <= 0.05)).toHaveLength(4);
    expect(adjusted[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
  });

  it("multiplies by the number over the rank, and never exceeds the next", () => {
    // 0.01 * 4, 0.045 * 4 / 2 lowered to 0.046 * 4 / 3, 0.5.
    expect(benjaminiHochberg([0.5, 0.045, 0.01, 0.046]).map((p) => p!.toFixed(10))).toEqual(
      [0.5, (0.046 * 4) / 3, 0.04, (0.046 * 4) / 3].map((p) => p.toFixed(10)),
    );
  });

  it("does not count what is undefined", () => {
    expect(benjaminiHochberg([undefined, 0.01, undefined])).toEqual([undefined, 0.01, undefined]);
    expect(benjaminiHochberg([])).toEqual([]);
  });
});
