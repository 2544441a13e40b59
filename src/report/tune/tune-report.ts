import type { Interval, MetricColumn, Summary } from "../../model/results.js";

/** What a search of a policy's options found, and whether it holds on traces that the search has not seen: `tune.json`. */
export interface TuneReport {
  /** Of this file. */
  readonly schema: number;
  readonly abrsim: string;
  /** The version of Node. */
  readonly node: string;
  /** Two tunings of one id are the same: same scenario, inputs, candidates, split and program. */
  readonly id: string;
  readonly scenario: string;
  readonly scenarioFile: string;
  readonly seed: number;
  /** The arm whose options were searched. */
  readonly policy: string;
  readonly objective: MetricColumn;
  /** Limits that the options had to keep, as written. */
  readonly subjectTo: readonly string[];
  readonly search: "random" | "grid" | "halving";
  readonly space: readonly SearchedOption[];
  readonly split: {
    /** A share of each trace set, or sets by name. */
    readonly holdOut: number | readonly string[];
    /** By what names parts of one recording were told. */
    readonly together?: string;
    /** Traces by name, in the order in which rounds take them. */
    readonly training: readonly string[];
    /** By name; no recording is on both sides. */
    readonly heldOut: readonly string[];
  };
  readonly rounds: readonly SearchRound[];
  /** The arm as the scenario has it, under the number 0. */
  readonly defaults: CandidateFigures;
  /** In order of their numbers, from 1. */
  readonly candidates: readonly CandidateFigures[];
  /** The best candidate on the training traces; missing: none keeps the limits, or has a score. */
  readonly best?: BestCandidate;
  /** Missing: the best candidate is not better than the defaults on the training traces, and was not looked at further. */
  readonly heldOut?: HeldOutFigures;
  readonly conclusion: Conclusion;
  /** What to know of it; whole sentences. */
  readonly notes: readonly string[];
  /** Everything that went in, with every default, and by content: as in `run.json`. */
  readonly inputs: unknown;
  readonly settings: unknown;
}

/** What was tried for an option. */
export type SearchedOption =
  | { readonly name: string; readonly values: readonly unknown[] }
  | {
      readonly name: string;
      readonly from: number;
      readonly to: number;
      readonly scale: "linear" | "log";
      readonly integer: boolean;
    };

export interface SearchRound {
  readonly candidates: number;
  /** The first so many of the training traces. */
  readonly traces: number;
  readonly replicates: number;
}

/** A candidate on the training traces, as far as it came. Differences are in the objective's unit. */
export interface CandidateFigures {
  readonly candidate: number;
  readonly options: Readonly<Record<string, unknown>>;
  /** From 1; of those that were left in the last round, and after them of those before. The defaults have none. */
  readonly rank?: number;
  /** The last round that it was in, from 1. */
  readonly round: number;
  /** The objective in that round. */
  readonly mean?: number;
  /** 95 %, clustered by trace; of the last round alone, as are the two below. */
  readonly interval?: Interval;
  /** To the best candidate, paired by trace. */
  readonly difference?: number;
  readonly differenceInterval?: Interval;
  /** Sessions in that round, and those of them that failed or starved. */
  readonly sessions: number;
  readonly lost: number;
  /** The figures of the limits, in their order; null where there is none. */
  readonly limits: readonly (number | null)[];
  /** Whether it keeps all limits, and loses no more sessions than the defaults. */
  readonly allowed: boolean;
}

export interface BestCandidate {
  readonly candidate: number;
  /** As the scenario can have it, and what it is called there. */
  readonly arm: Readonly<Record<string, unknown>> & { readonly name: string; readonly use: string };
  /** How much better than the defaults it is on the training traces: at its best, for it was chosen for that. */
  readonly gain?: number;
  readonly gainInterval?: Interval;
  /** Of the other candidates of the last round that are allowed, how many are not shown to be worse. */
  readonly alike: number;
  readonly others: number;
  /** Options whose best value lies at an end of what was tried, beyond which there is more. */
  readonly edges: readonly { readonly option: string; readonly value: number }[];
}

/** The best candidate beside the defaults on traces that the search has not seen. */
export interface HeldOutFigures {
  readonly gain?: number;
  readonly gainInterval?: Interval;
  /** How much of the gain on the training traces is missing here; in the direction that is better. */
  readonly optimism?: number;
  readonly limits: {
    readonly defaults: readonly (number | null)[];
    readonly best: readonly (number | null)[];
  };
  /** The whole comparison, of two arms, by the objective. */
  readonly summary: Summary;
}

/** What to do, and why. */
export type Conclusion =
  /** It is better on held-out traces, by more than chance explains. */
  | { readonly take: "tuned"; readonly because: "better" }
  /** It keeps the limits there, and the defaults do not. */
  | { readonly take: "tuned"; readonly because: "keeps the limits" }
  /** The gain does not show on held-out traces; it breaks a limit there; it loses sessions there. */
  | { readonly take: "defaults"; readonly because: "not shown" | "breaks a limit" | "loses sessions" }
  /** Nothing in the space is better on the training traces; nothing there keeps the limits. */
  | { readonly take: "defaults"; readonly because: "none better" | "none allowed" };
