import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../../src/statistics/index.js";
import { normalScores } from "../../../src/traces/fit/normal-scores.js";

describe("normal scores", () => {
  it("are of the ranks among the values of all series; equal values share the middle of theirs", () => {
    const scores = normalScores([Float64Array.of(5, 0), Float64Array.of(0, 7)]);
    // Ranks 3, 1.5 and 1.5, 4 of four values; a rank is in the middle of its quarter.
    const score = (rank: number) => normalQuantile((rank - 0.5) / 4);
    expect(scores.map((series) => [...series])).toEqual([
      [score(3), score(1.5)],
      [score(1.5), score(4)],
    ]);
  });

  it("are finite, and in the order of the values", () => {
    const series = fc
      .array(fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 5 })
      .map((all) => all.map((values) => Float64Array.from(values)));
    fc.assert(
      fc.property(series, (all) => {
        const scores = normalScores(all);
        const pairs = all.flatMap((values, trace) =>
          [...values].map((value, at) => [value, scores[trace]![at]!]),
        );
        pairs.sort(([one], [other]) => one! - other!);
        pairs.slice(1).forEach(([value, score], index) => {
          const [before, scoreBefore] = pairs[index]!;
          if (value === before) expect(score).toBe(scoreBefore);
          else expect(score).toBeGreaterThan(scoreBefore!);
          expect(Number.isFinite(score)).toBe(true);
        });
      }),
    );
  });
});
