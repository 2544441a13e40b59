import { describe, expect, it } from "vitest";
import { rowDurations } from "../../../src/inputs/generators/rows.js";

describe("rowDurations", () => {
  it("divides a duration into whole rows", () => {
    expect(rowDurations(15, 5)).toEqual([5, 5, 5]);
  });

  it("ends with what is left over", () => {
    expect(rowDurations(12.5, 5)).toEqual([5, 5, 2.5]);
    expect(rowDurations(0.5, 1)).toEqual([0.5]);
  });

  it("takes the rounding of a division for no row", () => {
    expect(rowDurations(2.1, 0.7)).toEqual([0.7, 0.7, 0.7]);
  });
});
