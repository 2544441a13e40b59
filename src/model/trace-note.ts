import type { Seconds } from "../units.js";

/**
 * What to take for the capacity of a link while nothing was measured, and nobody can know: what it was last (at the
 * beginning, what it is first), its mean over all that was measured, or leave that time out.
 */
export const GAPS = ["hold", "mean", "drop"] as const;
export type Gaps = (typeof GAPS)[number];

/** What is worth knowing of how a trace came about. */
export type TraceNote =
  /** Downloads show the capacity only while one is under way. */
  | {
      readonly kind: "measured";
      /** How much of the trace's time something was arriving. */
      readonly measured: Seconds;
      /** From the first to the last. */
      readonly duration: Seconds;
      readonly downloads: number;
      /** Downloads that arrived at once, as from a cache, and say nothing of the link. */
      readonly withoutDuration: number;
      /** What was taken for the rest. */
      readonly gaps: Gaps;
    }
  /** Time between rows, of which a file says nothing, and which was filled in. */
  | {
      readonly kind: "filled";
      readonly filled: Seconds;
      /** From the first row to the last. */
      readonly duration: Seconds;
      /** What was taken for it. */
      readonly gaps: Exclude<Gaps, "drop">;
    }
  /** Rows that say nothing of the link. */
  | {
      readonly kind: "left-out";
      readonly count: number;
      /** "row of an idle modem" */
      readonly one: string;
      /** "rows of an idle modem" */
      readonly many: string;
    }
  /** The first time in a file of times is not 0: there the trace begins, and nothing is told of the time before. */
  | { readonly kind: "starts-at"; readonly time: Seconds };

/** "1 row of an idle modem" */
export const leftOutInWords = ({ count, one, many }: TraceNote & { readonly kind: "left-out" }): string =>
  `${count} ${count === 1 ? one : many}`;
