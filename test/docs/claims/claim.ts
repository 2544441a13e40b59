import type { Plan } from "../../../src/experiment/plan.js";
import type { ShownRow, ShownSession } from "../shown/harness.js";
import type { SetOutcome } from "./outcome.js";

/** A claim of a source document, the scenario that puts it to the test, and how to read the outcome. */
export interface Claim {
  /** The heading: "Startup under two seconds". */
  readonly title: string;
  /** What the document says, in our words, with its sections. */
  readonly says: string;
  /** Path below the repository: "scenarios/claims/startup-time.yaml". */
  readonly scenario: string;
  /** What each arm is, by its name, in the order of the table; the first is the one that a table opens with. */
  readonly arms: Readonly<Record<string, string>>;
  readonly tables: readonly Table[];
  /** Further columns for its measures, read off a session's log. */
  columns?(session: ShownSession, plan: Plan): Readonly<Record<string, number | undefined>>;
  verdict(outcomes: readonly SetOutcome[]): Verdict;
  /** What speaks against reading more into the comparison than there is. */
  readonly limits: readonly string[];
}

/** What the figures say about the claim. */
export interface Verdict {
  /** "Holds on 4g; does not hold on 3g-commute." */
  readonly inShort: string;
  /** What else they say, in whole sentences. */
  readonly words: string;
}

/** A quantity of a session, summed over sessions above and below a fraction line; undefined where it has none. */
export interface Measure {
  /** "startup (s)". */
  readonly heading: string;
  /** What it cannot be more than. */
  readonly atMost?: number;
  readonly read: (row: Row) => Part | undefined;
}

export interface Part {
  readonly above: number;
  readonly below: number;
}

/** A row of sessions.csv, with what a claim reads off the log besides. */
export type Row = ShownRow;

/** One measure over the families of links: a line a family, a column an arm. */
export interface Table {
  readonly measure: Measure;
  /** Arms whose means are shown, with their intervals. */
  readonly means: readonly string[];
  /** Pairs of arms whose differences, paired by trace, follow in further columns. */
  readonly differences?: readonly Pair[];
}

export interface Pair {
  readonly arm: string;
  readonly control: string;
}

/** The mean of a column of sessions.csv. @param scale what it is multiplied by: 0.001 makes Mbit/s of kbit/s */
export function meanOf(heading: string, column: string, scale = 1): Measure {
  return {
    heading,
    read({ values }) {
      if (!(column in values)) throw new RangeError(`no column ${column}`);
      const value = values[column];
      return value === undefined ? undefined : { above: value * scale, below: 1 };
    },
  };
}

/** All stalled time over all time that was meant for playing, in per cent: the column stall_ratio over a set. */
export const stallShare: Measure = {
  heading: "stall ratio (%)",
  atMost: 100,
  read({ values: { stall_ratio: ratio, stall_s: stall, played_s: played } }) {
    if (ratio === undefined || stall === undefined || played === undefined) return undefined;
    return { above: 100 * stall, below: played + stall };
  },
};

/** Time waited before and during playback, however it divides. */
export const waiting: Measure = {
  heading: "startup and stalls (s)",
  read: ({ values: { startup_s: startup, stall_s: stall } }) =>
    startup === undefined || stall === undefined ? undefined : { above: startup + stall, below: 1 },
};

export const composite: Measure = meanOf("composite QoE (0-100)", "qoe_composite");

/** The share of all sessions that are so, in per cent. */
export function shareOf(heading: string, isSo: (row: Row) => boolean): Measure {
  return { heading, atMost: 100, read: (row) => ({ above: isSo(row) ? 100 : 0, below: 1 }) };
}
