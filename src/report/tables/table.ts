import type { Summary } from "../../model/results.js";
import { shortened } from "../names.js";
import { fileNumber } from "../number-format.js";

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
  return `Mean over sessions (stall ratio: ratio of sums) [95 % interval, by ${traces}]${weighting(summary)}${splitting(summary)}`;
}

/** How trace sets are weighted, as the end of a sentence; nothing where they are not. */
export function weighting({ weights = {} }: Pick<Summary, "weights">): string {
  const named = Object.entries(weights).map(([set, weight]) => `${shortened(set)} ${fileNumber(weight)}`);
  return named.length === 0 ? "" : `, trace sets weighted (${named.join(", ")})`;
}

function splitting({ split }: Summary): string {
  if (!split) return "";
  const { controlPercent, controlTraces, armTraces } = split;
  return `, not paired: ${controlTraces} traces (${fileNumber(controlPercent)} %) for the control, ${armTraces} for every arm`;
}

/** What is said beneath every table of differences for people. */
export const DIFFERENCE_LEGEND =
  "Mean difference [95 % interval]; better or worse: the interval excludes 0, and p is at most 5 % after correction for all that is compared; equivalent: smaller than the margin; same: no trace differs";
