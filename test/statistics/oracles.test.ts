import padjust from "@stdlib/stats-padjust";
import wilcoxon from "@stdlib/stats-wilcoxon";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { benjaminiHochberg, holm, wilcoxonSignedRank } from "../../src/statistics/index.js";

describe("agrees with @stdlib", () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
  const compare = (ours: (number | undefined)[], theirs: ArrayLike<number>) =>
    ours.forEach((p, at) => {
      expect(p).toBeCloseTo(theirs[at]!, 12);
    });

  it("on Holm's adjustment", () => {
    fc.assert(fc.property(pValues, (some) => compare(holm(some), padjust(some, "holm"))));
  });

  it("on Benjamini and Hochberg's adjustment", () => {
    fc.assert(fc.property(pValues, (some) => compare(benjaminiHochberg(some), padjust(some, "bh"))));
  });

  it("on Wilcoxon's exact p-value", () => {
    const distinct = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(distinct, fc.nat(), (sizes, signs) => {
        const differences = sizes.map((size, at) => ((signs >> (at % 31)) & 1 ? -size : size));
        // Theirs counts the middle of the distribution twice, and may be over 1.
        const theirs = Math.min(1, wilcoxon(differences).pValue);
        expect(wilcoxonSignedRank(differences)!.p).toBeCloseTo(theirs, 10);
      }),
    );
  });

  it("on Wilcoxon's corrected p-value with zeros after Pratt and ties", () => {
    const some = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 12, maxLength: 60 });
    fc.assert(
      fc.property(some, (differences) => {
        fc.pre(differences.includes(0) && differences.some((value) => value !== 0));
        const theirs = wilcoxon(differences, { zeroMethod: "pratt", exact: false, correction: true });
        expect(wilcoxonSignedRank(differences)!.p).toBeCloseTo(theirs.pValue, 10);
      }),
    );
  });
});
