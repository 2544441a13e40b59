import { describe, expect, it } from "vitest";
import { winsTiesLosses } from "../../src/statistics/wins-ties-losses.js";

describe("winsTiesLosses", () => {
  it("counts what is within the tolerance as a tie", () => {
    expect(winsTiesLosses([2, 1, 0, -1, -1.5, -9], 1)).toEqual({ wins: 1, ties: 3, losses: 2 });
  });

  it("counts 0 alone as a tie without tolerance", () => {
    expect(winsTiesLosses([1e-300, 0, -1e-300], 0)).toEqual({ wins: 1, ties: 1, losses: 1 });
  });
});
