import { normalCdf } from "./normal-cdf.js";

/** The largest sample for which the distribution is gone through, as in SciPy; R goes up to 49. */
const LARGEST_EXACT = 50;

export interface WilcoxonSignedRank {
  /** The sum of the ranks of the positive differences, which R calls V. */
  readonly statistic: number;
  /** Two-sided. */
  readonly p: number;
  /** Differences other than 0. */
  readonly n: number;
}

/**
 * Wilcoxon's signed-rank test of whether differences lie symmetrically about 0 (Wilcoxon 1945, "Individual Comparisons
 * by Ranking Methods"). Zeros are ranked with the rest and then left out (Pratt 1959, "Remarks on Zeros and Ties in the
 * Wilcoxon Signed Rank Procedures"); ties share the mean of their ranks. The distribution is exact for up to 50
 * differences without zeros and ties; otherwise it is the normal one, whose variance takes zeros and ties into account,
 * with a continuity correction of a half, as R has it by default.
 *
 * @returns undefined where no difference is other than 0
 */
export function wilcoxonSignedRank(differences: ArrayLike<number>): WilcoxonSignedRank | undefined {
  const ascending = Float64Array.from(differences).sort((a, b) => Math.abs(a) - Math.abs(b));
  let statistic = 0;
  let expected = 0;
  let variance = 0;
  let n = 0;
  let ties = false;
  for (let start = 0, end = 0; start < ascending.length; start = end) {
    const size = Math.abs(ascending[start]!);
    while (end < ascending.length && Math.abs(ascending[end]!) === size) end++;
    if (size === 0) continue;
    ties ||= end - start > 1;
    const rank = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) {
      n++;
      expected += rank / 2;
      variance += rank ** 2 / 4;
      if (ascending[i]! > 0) statistic += rank;
    }
  }
  if (n === 0) return undefined;
  if (n === ascending.length && n <= LARGEST_EXACT && !ties) return { statistic, p: exactP(statistic, n), n };
  const off = Math.max(0, Math.abs(statistic - expected) - 0.5);
  return { statistic, p: Math.min(1, 2 * normalCdf(-off / Math.sqrt(variance))), n };
}

/** Two-sided, from how many of the 2^n choices of ranks 1 to n come to each sum. */
function exactP(statistic: number, n: number): number {
  const highest = (n * (n + 1)) / 2;
  const ways = new Float64Array(highest + 1);
  ways[0] = 1;
  for (let rank = 1; rank <= n; rank++)
    for (let total = highest; total >= rank; total--) ways[total]! += ways[total - rank]!;
  const extreme = Math.min(statistic, highest - statistic);
  const asExtreme = ways.subarray(0, extreme + 1).reduce((total, count) => total + count, 0);
  return Math.min(1, (2 * asExtreme) / 2 ** n);
}
