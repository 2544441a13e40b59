import type { MetricColumn } from "../../model/results.js";
import type { Evidence, Finding } from "../../model/verdicts.js";
import { NOISE } from "../../report/figures.js";
import {
  effectSize,
  equivalence,
  type Interval,
  minimumDetectable,
  type RatioColumn,
  type RatioEstimate,
  shuffleTest,
  swapTest,
  wilcoxonSignedRank,
  winsTiesLosses,
} from "../../statistics/index.js";
import { meanOf } from "./metric-ratios.js";
import { traceDifferences } from "./trace-differences.js";

/** Below this a difference is taken to be shown. */
export const SIGNIFICANCE = 0.05;

/** Everything that one piece of evidence is made of. */
export interface Case {
  readonly column: MetricColumn;
  readonly arm: RatioColumn;
  readonly control: RatioColumn;
  /** Of the difference; at 95 % and 90 %. */
  readonly estimate: RatioEstimate;
  readonly pairs: number;
  /** Of a design without pairs, whether each trace is the arm's. */
  readonly inArm?: Uint8Array;
  /** The permutations'; the same for every case, so that none depends on another. */
  readonly random: () => number;
}

/** The evidence of one case, but for what only all cases together can say. */
export type RawEvidence = Omit<Evidence, "pAdjusted" | "finding">;

export function rawEvidence({ column, arm, control, estimate, pairs, inArm, random }: Case): RawEvidence {
  const differences = traceDifferences(arm, control);
  const noise = NOISE * Math.max(Math.abs(meanOf(arm) ?? 0), Math.abs(meanOf(control) ?? 0));
  const difference = withoutNoise(minus(meanOf(arm), meanOf(control)), noise);
  const [interval, interval90] = estimate.intervals.map((ends) => intervalWithoutNoise(ends, noise));
  const test = inArm ? shuffleTest({ arm, control, inArm, random }) : swapTest({ arm, control, random });
  const { wins, ties, losses } = winsTiesLosses(differences, noise);
  const higherWins = column.better !== "lower";
  const { standardError } = estimate;
  return {
    pairs,
    traces: inArm ? smallerGroup(inArm) : differences.length,
    difference,
    relative: relativeTo(meanOf(control), difference),
    interval,
    interval90,
    p: test?.twoSided,
    pWilcoxon: inArm ? undefined : wilcoxonSignedRank(differences)?.p,
    wins: higherWins ? wins : losses,
    ties,
    losses: higherWins ? losses : wins,
    effectSize: effectSize(differences),
    detectable: detectable(standardError, inArm?.length ?? differences.length),
  };
}

/** Traces of the control's group or the arm's, whichever has fewer: no design sees more than that. */
export function smallerGroup(inArm: Uint8Array): number {
  const arms = inArm.reduce((sum, one) => sum + one, 0);
  return Math.min(arms, inArm.length - arms);
}

/** Traces that differ: with fewer, no two-sided test by signs can reach 5 %, for 2 / 2^5 is 6 %. */
export const FEWEST_TO_SHOW = 6;

function detectable(standardError: number | undefined, clusters: number): number | undefined {
  return standardError === undefined || clusters < FEWEST_TO_SHOW
    ? undefined
    : minimumDetectable(standardError, { clusters });
}

/** What a piece of evidence shows, once its p-value has been corrected for the company that it is in. */
export function concluded(
  raw: RawEvidence,
  pAdjusted: number | undefined,
  { better }: MetricColumn,
  margin: number | undefined,
): Evidence {
  return { ...raw, pAdjusted, finding: findingOf(raw, pAdjusted, better, margin) };
}

function findingOf(
  { difference, interval, interval90, wins, losses }: RawEvidence,
  pAdjusted: number | undefined,
  better: MetricColumn["better"],
  margin: number | undefined,
): Finding {
  if (difference === undefined || interval === undefined) return "too few traces";
  if (wins + losses === 0 && interval[0] === 0 && interval[1] === 0) return "same";
  const excludesZero = interval[0] > 0 || interval[1] < 0;
  if (excludesZero && pAdjusted !== undefined && pAdjusted <= SIGNIFICANCE) {
    const direction = difference > 0 ? "higher" : "lower";
    if (better === "neither") return direction;
    return direction === better ? "better" : "worse";
  }
  const alike = margin !== undefined && interval90 !== undefined && equivalence(interval90, margin);
  return alike ? "equivalent" : "no difference shown";
}

const minus = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? undefined : a - b;

const withoutNoise = (value: number | undefined, noise: number) =>
  value !== undefined && Math.abs(value) <= noise ? 0 : value;

function intervalWithoutNoise(interval: Interval | undefined, noise: number): Interval | undefined {
  const [low, high] = interval ?? [];
  const isNoise =
    low !== undefined && high !== undefined && Math.abs(low) <= noise && Math.abs(high) <= noise;
  return isNoise ? [0, 0] : interval;
}

function relativeTo(mean: number | undefined, difference: number | undefined): number | undefined {
  return mean === undefined || mean === 0 || difference === undefined
    ? undefined
    : difference / Math.abs(mean);
}
