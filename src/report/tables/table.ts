import type { MetricColumn, Summary } from "../../model/results.js";
import type { Finding } from "../../model/verdicts.js";
import { headlineColumns } from "../figures.js";
import { shortened } from "../names.js";
import { fileNumber, NO_VALUE } from "../number-format.js";
import { tracesInWords } from "../verdicts/quantities.js";

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

/**
 * What is said beneath every table for people.
 *
 * @param columns of the table; missing: the headline ones
 */
export function legend(summary: Summary, columns?: readonly { readonly metric: MetricColumn }[]): string {
  const shown = columns?.map(({ metric }) => metric) ?? headlineColumns(summary);
  return `Mean over sessions${ratios(shown)} [95 % interval, by ${tracesInWords(summary.traces)}]${weighting(summary)}${splitting(summary)}`;
}

function ratios(shown: readonly MetricColumn[]): string {
  const labels = shown.filter(({ ratioOf }) => ratioOf !== undefined).map(({ label }) => shortened(label));
  return labels.length === 0 ? "" : ` (${labels.join(", ")}: ratio of sums)`;
}

/**
 * How trace sets are weighted, as the end of a sentence; nothing where they are not. What is not a mean, such as tails
 * and wins, is not weighted.
 */
export function weighting({ weights = {} }: Pick<Summary, "weights">): string {
  const named = Object.entries(weights).map(([set, weight]) => `${shortened(set)} ${fileNumber(weight)}`);
  return named.length === 0 ? "" : `, means and differences weighted by trace set (${named.join(", ")})`;
}

function splitting({ split, arms }: Summary): string {
  if (!split) return "";
  const { controlPercent, controlTraces, armTraces } = split;
  const others = arms.length > 2 ? "for every other policy" : "for the other policy";
  return `, not paired: ${tracesOrNone(controlTraces)} (${fileNumber(controlPercent)} %) for the control, ${tracesOrNone(armTraces)} ${others}`;
}

function tracesOrNone(traces: number): string {
  return traces === 0 ? "no trace" : tracesInWords(traces);
}

/** A difference and what it shows: "+3.2 [2.1, 4.4] better". */
export function withFinding({ text, finding }: { readonly text: string; readonly finding: Finding }): string {
  return text === NO_VALUE ? text : `${text} ${finding}`;
}

/** What is said beneath every table of differences for people. */
export const DIFFERENCE_LEGEND =
  "Mean difference [95 % interval]; better or worse: the interval excludes 0, and p is at most 5 % after correction for all that is compared; equivalent: smaller than the margin; same: no trace differs";
