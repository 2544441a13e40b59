import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equivalence } from "../../src/statistics/equivalence.js";
import { nonInferiority } from "../../src/statistics/non-inferiority.js";

describe("nonInferiority", () => {
  it("passes where the lower bound is above the margin, fails where the upper is below", () => {
    expect(nonInferiority([-0.9, 5], 1)).toBe("pass");
    expect(nonInferiority([-3, -1.1], 1)).toBe("fail");
    expect(nonInferiority([-3, 0.5], 1)).toBe("inconclusive");
  });

  it("is inconclusive on the margin itself", () => {
    expect(nonInferiority([-1, 0], 1)).toBe("inconclusive");
    expect(nonInferiority([-2, -1], 1)).toBe("inconclusive");
    expect(nonInferiority([0, 1], 0)).toBe("inconclusive");
  });

  it("passes what is identical, whatever the margin", () => {
    expect(nonInferiority([0, 0], 0)).toBe("pass");
    expect(nonInferiority([0, 0], 1)).toBe("pass");
    expect(nonInferiority([-0, 0], 0)).toBe("pass");
  });

  it("fails what is worse without doubt", () => {
    expect(nonInferiority([-1, -1], 0)).toBe("fail");
  });

  it("refuses a margin below 0", () => {
    expect(() => nonInferiority([0, 1], -1)).toThrow(RangeError);
    expect(() => nonInferiority([0, 1], Number.NaN)).toThrow(RangeError);
  });
});

describe("equivalence", () => {
  it("asks for both bounds inside the margin", () => {
    expect(equivalence([-0.9, 0.9], 1)).toBe(true);
    expect(equivalence([-1, 0.9], 1)).toBe(false);
    expect(equivalence([-0.9, 1], 1)).toBe(false);
  });

  it("holds for what is identical, even at a margin of 0", () => {
    expect(equivalence([0, 0], 0)).toBe(true);
    expect(equivalence([1, 1], 0)).toBe(false);
  });

  it("never holds for what is shown to be inferior, and implies that it is not", () => {
    const bound = fc.integer({ min: -5, max: 5 });
    fc.assert(
      fc.property(bound, bound, fc.nat(5), (one, other, margin) => {
        const interval = [Math.min(one, other), Math.max(one, other)] as const;
        if (equivalence(interval, margin)) expect(nonInferiority(interval, margin)).toBe("pass");
      }),
    );
  });
});
