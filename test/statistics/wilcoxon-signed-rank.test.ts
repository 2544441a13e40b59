import { describe, expect, it } from "vitest";
import { wilcoxonSignedRank } from "../../src/statistics/wilcoxon-signed-rank.js";

describe("wilcoxonSignedRank", () => {
  it("agrees with Hollander and Wolfe on depression scores", () => {
    // "Nonparametric Statistical Methods" 1973, pp. 29-33: ranks of the positive 40, one-sided p 0.020.
    const before = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
    const after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
    const found = wilcoxonSignedRank(before.map((value, at) => value - after[at]!));
    expect(found).toEqual({ statistic: 40, p: 0.0390625, n: 9 });
  });

  it("is exact for three: all positive has one chance of eight either way", () => {
    expect(wilcoxonSignedRank([1, 2, 3])).toEqual({ statistic: 6, p: 2 / 8, n: 3 });
    expect(wilcoxonSignedRank([1, -2, 3])).toEqual({ statistic: 4, p: 6 / 8, n: 3 });
  });

  // The figures of the rest are SciPy's, with zero_method "pratt" and correction.
  it("is exact up to fifty", () => {
    const fifty = Array.from({ length: 50 }, (_, at) => ((at + 1) % 3 ? at + 1 : -at - 1));
    expect(wilcoxonSignedRank(fifty)!.p).toBeCloseTo(0.02616696817119646, 12);
  });

  it("is normal with a continuity correction beyond", () => {
    const sixty = Array.from({ length: 60 }, (_, at) => ((at + 1) % 3 ? at + 1 : -at - 1));
    expect(wilcoxonSignedRank(sixty)!.p).toBeCloseTo(0.03622649417878663, 12);
  });

  it("ranks zeros and leaves them out, after Pratt", () => {
    const found = wilcoxonSignedRank([0, 0, 1, -2, 3, 4, 5, 6, -7, 8, 9, 10])!;
    expect(found).toEqual({ statistic: 62, p: expect.closeTo(0.05875820692924976, 12), n: 10 });
  });

  it("gives ties the mean of their ranks", () => {
    const found = wilcoxonSignedRank([1, 1, 1, -1, 2, 2, -3, 4, 0, 5, 0, 6])!;
    expect(found).toEqual({ statistic: 61.5, p: expect.closeTo(0.06308892572645657, 12), n: 10 });
    expect(wilcoxonSignedRank([3, 3, 3, 3])!.p).toBeCloseTo(0.07186063822585158, 12);
  });

  it("finds nothing where both signs rank alike", () => {
    expect(wilcoxonSignedRank([5, -5])).toEqual({ statistic: 1.5, p: 1, n: 2 });
  });

  it("is undefined without a difference", () => {
    expect(wilcoxonSignedRank([])).toBeUndefined();
    expect(wilcoxonSignedRank([0, 0])).toBeUndefined();
  });
});
