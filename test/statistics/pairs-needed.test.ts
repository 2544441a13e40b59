import { describe, expect, it } from "vitest";
import { minimumDetectable } from "../../src/statistics/minimum-detectable.js";
import { pairsNeeded } from "../../src/statistics/pairs-needed.js";

describe("pairsNeeded", () => {
  it.each([
    ["two-sided", 197, 88],
    ["non-inferiority", 155, 69],
    ["equivalence", 215, 96],
  ] as const)("%s: %i pairs for an effect of 0.2, %i for 0.3", (design, small, larger) => {
    expect(pairsNeeded(0.2, { design })).toBe(small);
    expect(pairsNeeded(-0.3, { design })).toBe(larger);
  });

  it("is how many make the effect detectable", () => {
    const pairs = pairsNeeded(0.25, { design: "two-sided", power: 0.9 });
    const detectable = (n: number) => minimumDetectable(1 / Math.sqrt(n), { power: 0.9 });
    expect(detectable(pairs)).toBeLessThanOrEqual(0.25);
    expect(detectable(pairs - 1)).toBeGreaterThan(0.25);
  });

  it("refuses an effect of 0", () => {
    expect(() => pairsNeeded(0, { design: "two-sided" })).toThrow(RangeError);
    expect(() => pairsNeeded(Number.NaN, { design: "two-sided" })).toThrow(RangeError);
  });
});
