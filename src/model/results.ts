import type { Analytics } from "./analytics.js";
import type { Interval } from "./interval.js";
import type { SessionIdentity, SessionStatus } from "./session.js";
import type { Verdict } from "./verdicts.js";

export type { Interval } from "./interval.js";

/** A column of numbers in `sessions.csv`, in the unit that its name ends in. */
export interface MetricColumn {
  /** As in the file: "stall_s", "qoe_linear". */
  readonly name: string;
  /** For people: "stall time". */
  readonly label: string;
  /** For people: "s", "kbit/s", "" for a pure number. */
  readonly unit: string;
  readonly better: "higher" | "lower" | "neither";
  /** What it cannot be more than; missing where it has no bound, or is a share, which ends at 1. */
  readonly most?: number;
  /**
   * Where the figure over a set of sessions is a ratio of sums, the columns whose sums are divided; elsewhere it
   * is the mean over the sessions that have a value.
   */
  readonly ratioOf?: { readonly numerator: readonly string[]; readonly denominator: readonly string[] };
}

/**
 * What became of a requested segment: it was shown, at least in part; another download of it was shown instead;
 * its request was given up; its request failed; or it arrived, in whole or in part, and was never shown.
 */
export type SegmentOutcome = "played" | "replaced" | "abandoned" | "failed" | "discarded";

/** A session that failed, and how to see it fail again. */
export interface SessionFailure {
  readonly session: SessionIdentity;
  readonly problem: string;
  /** A command line. */
  readonly replay: string;
}

/** One row of `sessions.csv`. */
export interface SessionRow {
  readonly identity: SessionIdentity;
  readonly status: SessionStatus;
  /** Parallel to the experiment's columns; undefined or NaN where there is no answer. */
  readonly values: ArrayLike<number | undefined>;
}

export type StatusCounts = Readonly<Record<SessionStatus, number>>;

/** One metric of one arm over all its sessions. Undefined where too few sessions have a value to say. */
export interface MetricSummary {
  readonly metric: string;
  /** Sessions that have a value. */
  readonly n: number;
  /** The mean, or the ratio of sums. */
  readonly mean: number | undefined;
  readonly median: number | undefined;
  readonly p5: number | undefined;
  readonly p95: number | undefined;
  /**
   * How many ranks the median, p5 and p95 may be off at most, as a share of n. Missing where they are exact: up to 2^20
   * sessions.
   */
  readonly rankError?: number;
  /** Of the mean, clustered by trace. */
  readonly interval: Interval | undefined;
}

export interface ArmSummary {
  readonly policy: string;
  readonly counts: StatusCounts;
  /** Over all the arm's sessions, not only those that enter the means. */
  readonly analytics: Analytics;
  readonly metrics: readonly MetricSummary[];
  /** The means by trace set, of the compared metrics, where there are several sets. */
  readonly sets?: readonly SetSummary[];
  /** Of an arm of several clients on one link, what each of them got. */
  readonly clients?: readonly ClientSummary[];
}

/** An arm on one set of traces. */
export interface SetSummary {
  readonly set: string;
  readonly metrics: readonly { readonly metric: string; readonly mean: number | undefined }[];
}

/** One of the clients that share a link, over all its sessions. */
export interface ClientSummary {
  readonly client: string;
  readonly counts: StatusCounts;
  readonly metrics: readonly { readonly metric: string; readonly mean: number | undefined }[];
}

/**
 * Arm minus control, over the units in which every arm has a value: the same trace, place in the arms' lists of
 * videos, and replicate.
 */
export interface PairedDifference {
  readonly policy: string;
  readonly control: string;
  readonly metric: string;
  /** Pairs. */
  readonly n: number;
  readonly mean: number | undefined;
  readonly interval: Interval | undefined;
}

/** Two arms that are compared: the figures are of arm minus control. */
export interface Contrast {
  readonly policy: string;
  readonly control: string;
}

/** `summary.json`. */
export interface Summary {
  readonly scenario: string;
  /** What the arms are compared with: an arm's name; of two results folders, what the first is called. */
  readonly control: string;
  /** Which arms are compared with which, in the order of tables. */
  readonly contrasts: readonly Contrast[];
  readonly sessions: number;
  /** Distinct traces: the independent units behind every interval. */
  readonly traces: number;
  readonly columns: readonly MetricColumn[];
  /** Names of the columns that the experiment is about, the most telling first. */
  readonly compared: readonly string[];
  readonly arms: readonly ArmSummary[];
  readonly differences: readonly PairedDifference[];
  /** Of the compared metrics, what the differences show. */
  readonly verdicts: readonly Verdict[];
  /** How much each trace set counts in means and differences; missing: every session counts once. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Missing: every policy met the same traces. */
  readonly split?: SampleSplit;
}

/**
 * An unpaired design, as in a test on an audience: each trace is given to the control or to the arm, by a hash of its
 * name.
 */
export interface SampleSplit {
  /** Percent of traces that are the control's; the others are the arm's. */
  readonly controlPercent: number;
  readonly controlTraces: number;
  readonly armTraces: number;
}

/** A session that an arm changed: the same trace, video and replicate under the arm and under its control. */
export interface ChangedSession {
  readonly policy: SessionIdentity;
  readonly control: SessionIdentity;
  readonly metric: string;
  readonly value: number;
  readonly controlValue: number;
}

/** What happened in one session, ready to be drawn. Times are seconds since play was pressed. */
export interface Timeline {
  readonly identity: SessionIdentity;
  readonly end: number;
  /** The link's capacity from each time on, kbit/s. */
  readonly capacity: readonly { readonly time_s: number; readonly kbps: number }[];
  /** Requests in order of finishing. */
  readonly requests: readonly {
    readonly segment: number;
    readonly level: number;
    readonly bitrate_kbps: number;
    readonly requested_s: number;
    readonly finished_s: number;
    readonly estimate_kbps?: number;
    readonly reason?: string;
  }[];
  /** Corners of the buffer level, which is linear between them. */
  readonly buffer: readonly { readonly time_s: number; readonly buffer_s: number }[];
  /** Bitrate shown from each time on; kbit/s. */
  readonly shown: readonly { readonly time_s: number; readonly kbps: number }[];
  readonly stalls: readonly { readonly from_s: number; readonly to_s: number }[];
  readonly startup_s?: number;
}
