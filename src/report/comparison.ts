import type { ArmSummary, MetricColumn, Summary } from "../model/results.js";
import {
  differenceScale,
  type Figure,
  headlineColumns,
  meanScale,
  metricOf,
  onScale,
  sessionsInWords,
  shownDifference,
  type Verdict,
  verdictOf,
  withUnit,
} from "./figures.js";
import { decimalsOf, difference, estimate, keepingEnds, type Scale } from "./number-format.js";

/**
 * A summary laid out as a table, in words and digits but in no format yet: the renderers in `tables/` and the
 * HTML report only align and escape it.
 */
export interface Comparison {
  readonly columns: readonly ComparisonColumn[];
  readonly rows: readonly ComparisonRow[];
  /** Arm minus control; without the control's own row. */
  readonly differences: readonly DifferenceRow[];
  readonly control: string;
}

export interface ComparisonColumn {
  readonly metric: MetricColumn;
  readonly scale: Scale;
  /** "stall ratio (%)". */
  readonly heading: string;
  readonly differenceScale: Scale;
  /** "stall ratio (pp)". */
  readonly differenceHeading: string;
}

export interface ComparisonRow {
  readonly policy: string;
  readonly isControl: boolean;
  /** "100 completed", "97 completed, 1 starved, 2 failed". */
  readonly sessions: string;
  readonly cells: readonly { readonly text: string; readonly best: boolean }[];
}

export interface DifferenceRow {
  readonly policy: string;
  readonly cells: readonly { readonly text: string; readonly verdict: Verdict }[];
}

/** Lays a summary out as a table of the named metrics; of the headline ones if none are named. */
export function comparisonOf(summary: Summary, metrics?: readonly string[]): Comparison {
  const { arms, control } = summary;
  const chosen = metrics
    ? metrics.flatMap((metric) => summary.columns.find(({ name }) => name === metric) ?? [])
    : headlineColumns(summary);
  const columns = chosen.map((metric) => columnOf(metric, summary));
  const values = columns.map((column) => valueCells(column, arms));
  const others = arms.filter(({ policy }) => policy !== control);
  const differences = columns.map((column) => differenceCells(column, others, summary));
  return {
    columns,
    control,
    rows: arms.map(({ policy, counts }, row) => ({
      policy,
      isControl: policy === control,
      sessions: sessionsInWords(counts),
      cells: values.map((cells) => cells[row]!),
    })),
    differences: others.map(({ policy }, row) => ({
      policy,
      cells: differences.map((cells) => cells[row]!),
    })),
  };
}

function columnOf(metric: MetricColumn, summary: Summary): ComparisonColumn {
  const scale = meanScale(summary, metric);
  const ofDifferences = differenceScale(summary, metric);
  return {
    metric,
    scale,
    heading: withUnit(metric.label, scale),
    differenceScale: ofDifferences,
    differenceHeading: withUnit(metric.label, ofDifferences),
  };
}

/** A column of means, from the first arm to the last. */
function valueCells({ metric, scale }: ComparisonColumn, arms: readonly ArmSummary[]) {
  const figures = arms.map((arm) => onScale(metricOf(arm, metric.name), scale));
  const means = figures.flatMap(({ mean }) => mean ?? []);
  const best = bestOf(means, metric);
  const decimals = sharedDecimals(figures);
  return figures.map(({ mean, interval }) => ({
    text: estimate(mean, interval, decimals),
    best: mean !== undefined && mean === best,
  }));
}

function differenceCells(
  { metric, differenceScale: scale }: ComparisonColumn,
  arms: readonly ArmSummary[],
  summary: Summary,
) {
  const figures = arms.map(({ policy }) => onScale(shownDifference(summary, policy, metric.name), scale));
  const decimals = sharedDecimals(figures);
  return figures.map(({ mean, interval }) => ({
    text: difference(mean, interval, decimals),
    verdict: verdictOf({ interval }, metric),
  }));
}

/**
 * The decimals of a column: the most that any figure deserves or needs to show the ends of its interval, but one
 * more than the fewest at most.
 */
export function sharedDecimals(figures: readonly Figure[]): number {
  const present = figures.filter(({ mean }) => mean !== undefined);
  if (present.length === 0) return 0;
  const deserved = present.map(({ mean, interval }) => decimalsOf(mean, interval));
  const needed = present.map(({ interval }, index) =>
    interval ? keepingEnds(interval, deserved[index]!) : deserved[index]!,
  );
  return Math.min(Math.max(...needed), Math.min(...deserved) + 1);
}

/** The best of some means; undefined where they are all alike, or where neither direction is better. */
function bestOf(means: readonly number[], { better }: MetricColumn): number | undefined {
  const lowest = Math.min(...means);
  const highest = Math.max(...means);
  if (better === "neither" || !(lowest < highest)) return undefined;
  return better === "higher" ? highest : lowest;
}
