/** What a permutation test says: how often chance alone does at least as much. */
export interface PermutationTest {
  /** A difference of at least this size, in either direction. */
  readonly twoSided: number;
  /** A difference at least this high: small where the arm has more. */
  readonly greater: number;
  /** A difference at least this low: small where the arm has less. */
  readonly less: number;
  /** Whether all permutations were gone through; if not, a sample of them was drawn. */
  readonly exact: boolean;
}

/** More permutations than these are not gone through but sampled: those of 20 pairs. */
export const MOST_PERMUTATIONS = 2 ** 20;

/** Counts permutations that are at least as extreme as what was observed; ties within rounding are. */
export class ExtremeCount {
  private total = 0;
  private higher = 0;
  private lower = 0;
  private farther = 0;
  private readonly observed: number;
  private readonly rounding: number;

  /** @param rounding what is nearer than this to what was observed counts as equal to it */
  constructor(observed: number, rounding: number) {
    this.observed = observed;
    this.rounding = rounding;
  }

  /** A permutation without an answer (NaN) could be anything, and counts as extreme. */
  add(difference: number): void {
    this.total++;
    if (!(difference < this.observed - this.rounding)) this.higher++;
    if (!(difference > this.observed + this.rounding)) this.lower++;
    if (!(Math.abs(difference) < Math.abs(this.observed) - this.rounding)) this.farther++;
  }

  /** All permutations were added, the observed one among them. */
  exact(): PermutationTest {
    return this.shares(0, true);
  }

  /**
   * Permutations drawn by chance were added; the observed one counts as one more, so that the test never alarms more
   * often than it says (Phipson & Smyth 2010, "Permutation P-values Should Never Be Zero").
   */
  sampled(): PermutationTest {
    return this.shares(1, false);
  }

  private shares(more: number, exact: boolean): PermutationTest {
    const share = (count: number) => (count + more) / (this.total + more);
    return { twoSided: share(this.farther), greater: share(this.higher), less: share(this.lower), exact };
  }
}
