import type { Interval } from "./interval.js";

/*
 * What a comparison shows, as figures and as findings: an arm beside its control in one metric. Differences are arm
 * minus control in the unit of the metric's column, whichever direction is better.
 */

/**
 * What the evidence shows, in a word.
 *
 * - "better", "worse", "higher", "lower": there is a difference (the last two where neither direction is better)
 * - "same": no trace shows any
 * - "equivalent": whatever difference there is lies within the margin
 * - "no difference shown": none of these; there may be one
 * - "too few traces": nothing can be said
 */
export type Finding =
  | "better"
  | "worse"
  | "higher"
  | "lower"
  | "same"
  | "equivalent"
  | "no difference shown"
  | "too few traces";

/** The evidence of one set of traces, or of all of them, about one difference. */
export interface Evidence {
  /** Pairs of sessions. In unpaired designs: sessions of the arm. */
  readonly pairs: number;
  /** Traces with such a pair: the independent units behind everything else. In unpaired designs: of the smaller group. */
  readonly traces: number;
  /** Mean difference; of a ratio of sums, the difference of the ratios. */
  readonly difference: number | undefined;
  /** The difference as a share of the size of the control's mean; undefined where that is 0. */
  readonly relative: number | undefined;
  /** 95 %, two-sided. */
  readonly interval: Interval | undefined;
  /** 90 %, two-sided: its ends are the one-sided 95 % bounds. */
  readonly interval90: Interval | undefined;
  /** Of no difference, two-sided, by permutation. */
  readonly p: number | undefined;
  /** The same, corrected for all that the table tests (Benjamini and Hochberg). */
  readonly pAdjusted: number | undefined;
  /** By Wilcoxon's signed ranks: a second opinion. Undefined in unpaired designs. */
  readonly pWilcoxon: number | undefined;
  /** Traces on which the arm does better, alike and worse; of metrics without direction, higher, alike and lower. */
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
  /** Mean over standard deviation of the traces' differences (Cohen's d_z). */
  readonly effectSize: number | undefined;
  /** The smallest difference that these traces would show four times in five. */
  readonly detectable: number | undefined;
  readonly finding: Finding;
}

/** The difference of a quantile of sessions. */
export interface TailDifference {
  /** Such as 0.05. */
  readonly probability: number;
  readonly difference: number | undefined;
  /** 95 %. */
  readonly interval: Interval | undefined;
}

/** What to mind when reading a verdict. */
export type Caution =
  /** Fewer traces than such figures need. */
  | { readonly kind: "few traces"; readonly traces: number; readonly needed: number }
  /** The metric differs, or is not 0, on so few of the traces that everything hangs on them. */
  | { readonly kind: "few traces differ"; readonly differing: number; readonly traces: number }
  /** The whole hides that sets of traces say opposite things. */
  | { readonly kind: "opposite sets"; readonly better: readonly string[]; readonly worse: readonly string[] }
  /** More of the arm's sessions than of the control's failed or starved: what is compared is what is left. */
  | {
      readonly kind: "sessions lost";
      readonly lost: number;
      readonly controlLost: number;
      readonly sessions: number;
    }
  /** Not every trace has a session that all arms have a value in. */
  | { readonly kind: "part of the traces"; readonly traces: number; readonly all: number }
  /** So few traces tell anything that the interval was held to some standard errors: it may be far too wide. */
  | { readonly kind: "interval held" }
  /** The permutation test and Wilcoxon's disagree about significance: the mean hangs on a few large differences. */
  | { readonly kind: "mean and ranks disagree"; readonly p: number; readonly pWilcoxon: number };

/** What a comparison shows of one arm in one metric. */
export interface Verdict {
  readonly policy: string;
  readonly control: string;
  readonly metric: string;
  /** How large a difference counts as none, in the metric's unit; undefined where it has no mean. */
  readonly margin: number | undefined;
  /** Over all traces. */
  readonly overall: Evidence;
  /** By trace set, where there are several. */
  readonly sets: readonly { readonly set: string; readonly evidence: Evidence }[];
  /** Of the leading metric, of QoE models, and of the startup delay; empty for others. */
  readonly tails: readonly TailDifference[];
  /** "roll out" where the arm is better by over 2 % of the control's mean, and significantly so (document 003, 6.2). */
  readonly decision: "roll out" | "keep";
  readonly cautions: readonly Caution[];
}
