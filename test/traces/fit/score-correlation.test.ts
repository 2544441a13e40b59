import { describe, expect, it } from "vitest";
import { scoreCorrelations } from "../../../src/traces/fit/score-correlation.js";

describe("correlations of scores", () => {
  it("are over the pairs of all traces, and about 0", () => {
    const scores = [Float64Array.of(1, 1, -1), Float64Array.of(2, 2)];
    // Squares 1 + 1 + 1 + 4 + 4 over 5; a bin apart 1 - 1 + 4 over 3; two bins apart -1 over 1.
    expect(scoreCorrelations(scores, 5, [5, 10, 15])).toEqual([
      { lag: 5, value: 4 / 3 / (11 / 5) },
      { lag: 10, value: -1 / (11 / 5) },
    ]);
  });
});
