import type { Summary } from "../../model/results.js";

/** How a table should look. A format ignores what does not concern it. */
export interface TableLook {
  /** Names of metric columns; missing: the headline ones. JSON and CSV hold every metric in any case. */
  readonly metrics?: readonly string[];
  /** Characters in a line of the terminal; wider tables are continued below. Missing: 100. */
  readonly width?: number;
  /** Whether the terminal shows colours; missing: no. */
  readonly colour?: boolean;
}

/** Writes a summary in one format, ending in a line feed. */
export type TableRenderer = (summary: Summary, look?: TableLook) => string;

/** What is said beneath every table for people. */
export function legend(summary: Summary): string {
  const traces = `${summary.traces} ${summary.traces === 1 ? "trace" : "traces"}`;
  return `Mean over sessions (stall ratio: ratio of sums) [95 % interval, by ${traces}]`;
}

/** What is said beneath every table of differences for people. */
export const DIFFERENCE_LEGEND =
  "Mean paired difference [95 % interval]; better or worse where the interval excludes 0, same where no trace differs";
