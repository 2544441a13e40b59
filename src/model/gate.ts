import type { Interval } from "./interval.js";
import type { MetricColumn, StatusCounts } from "./results.js";

/** How a gate judges one thing, or all. */
export type GateOutcome = "pass" | "fail" | "inconclusive";

/** Why a metric of an arm passes, fails or neither. */
export type GateReason =
  /** Every trace has the very figures of the baseline. */
  | { readonly kind: "identical" }
  /** The arm is not worse by the margin: the lower bound is above it. */
  | { readonly kind: "within margin" }
  /** The arm is worse by more than the margin. */
  | { readonly kind: "beyond margin" }
  /** The interval holds the margin: it may be worse by more, or not. So many traces would probably tell. */
  | { readonly kind: "undecided"; readonly tracesNeeded?: number }
  /** The interval lies beyond the margin, but so may one of so many by chance: Holm's correction takes it back. */
  | { readonly kind: "beyond margin by chance" }
  | { readonly kind: "few traces"; readonly traces: number; readonly needed: number }
  /** Traces that had sessions with a value have none any more. */
  | { readonly kind: "values lost"; readonly traces: number; readonly before: number }
  /** No session has a value now, or none had one in the baseline. */
  | { readonly kind: "no value"; readonly in: "baseline" | "results" }
  /** The margin is a share of the baseline's mean, which is 0. */
  | { readonly kind: "no margin" };

/** One metric of one arm beside the baseline. Differences are results minus baseline, in the metric's unit. */
export interface MetricCheck {
  readonly policy: string;
  readonly metric: string;
  readonly outcome: GateOutcome;
  readonly reason: GateReason;
  readonly traces: number;
  readonly baseline: number | undefined;
  readonly now: number | undefined;
  readonly difference: number | undefined;
  /** 90 %, two-sided: the end that counts is the one-sided 95 % bound. */
  readonly interval90: Interval | undefined;
  /** How much worse it may be, 0 or more, in the metric's unit. */
  readonly margin: number | undefined;
  /** As the scenario has it: "2%", 0.002. */
  readonly marginAsGiven: string | number;
  /** One-sided, of being no worse than the margin, corrected over the gate's metrics (Holm). */
  readonly pWorse: number | undefined;
}

/** How the sessions of an arm ended, then and now. More that starved or failed is a fail. */
export interface StatusCheck {
  readonly policy: string;
  readonly outcome: "pass" | "fail";
  readonly baseline: StatusCounts;
  readonly now: StatusCounts;
}

/** A figure of one arm against a fixed limit. */
export interface ThresholdCheck {
  readonly policy: string;
  /** As the user wrote it, or as the target set has it: "stall_ratio.p95<0.005". */
  readonly threshold: string;
  /** The target set that it is of; missing for the user's own. */
  readonly targets?: string;
  readonly metric: string;
  readonly outcome: "pass" | "fail";
  /** Undefined where no session has a value: a fail. */
  readonly value: number | undefined;
  readonly limit: number;
}

/** What is not as it was in the baseline, and not held against it. */
export interface GateChange {
  /** "policy bola: another code", "seed: 7, and 8 in the baseline"; one line, no full stop. */
  readonly text: string;
}

/** What a gate found. */
export interface GateResult {
  readonly scenario: string;
  readonly outcome: GateOutcome;
  /** The file, as the user named it; missing where only thresholds were checked. */
  readonly baseline?: string;
  /** Of the metrics in `metrics` and `thresholds`. */
  readonly columns: readonly MetricColumn[];
  readonly metrics: readonly MetricCheck[];
  readonly statuses: readonly StatusCheck[];
  readonly thresholds: readonly ThresholdCheck[];
  /** What changed since the baseline: policies, seed, versions. */
  readonly changes: readonly GateChange[];
  /** Weights of trace sets, where they are not the traces' own mix. */
  readonly weights?: Readonly<Record<string, number>>;
}
