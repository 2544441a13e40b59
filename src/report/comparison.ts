import type { ArmSummary, Contrast, MetricColumn, Summary } from "../model/results.js";
import type { Finding } from "../model/verdicts.js";
import {
  differenceScale,
  type Figure,
  findingIn,
  headlineColumns,
  meanScale,
  metricOf,
  onScale,
  sessionsInWords,
  shownDifference,
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
  /** Arm minus control, a row a contrast. */
  readonly differences: readonly DifferenceRow[];
  /** What the differences are to: a policy, or a folder in which every policy has its own control. */
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
  /** Whether another arm is compared with it. */
  readonly isControl: boolean;
  /** "100 completed", "97 completed, 1 starved, 2 failed". */
  readonly sessions: string;
  readonly cells: readonly { readonly text: string; readonly best: boolean }[];
}

export interface DifferenceRow extends Contrast {
  readonly cells: readonly { readonly text: string; readonly finding: Finding }[];
}

/** Lays a summary out as a table of the named metrics; of the headline ones if none are named. */
export function comparisonOf(summary: Summary, metrics?: readonly string[]): Comparison {
  const { arms, control, contrasts } = summary;
  const chosen = metrics
    ? metrics.flatMap((metric) => summary.columns.find(({ name }) => name === metric) ?? [])
    : headlineColumns(summary);
  const columns = chosen.map((metric) => columnOf(metric, summary));
  const values = columns.map((column) => valueCells(column, arms));
  const controls = new Set([control, ...contrasts.map((contrast) => contrast.control)]);
  const differences = columns.map((column) => differenceCells(column, summary));
  return {
    columns,
    control,
    rows: arms.map(({ policy, counts }, row) => ({
      policy,
      isControl: controls.has(policy),
      sessions: sessionsInWords(counts),
      cells: values.map((cells) => cells[row]!),
    })),
    differences: contrasts.map((contrast, row) => ({
      ...contrast,
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

/** A column of differences, from the first contrast to the last. */
function differenceCells({ metric, differenceScale: scale }: ComparisonColumn, summary: Summary) {
  const { contrasts } = summary;
  const figures = contrasts.map((contrast) =>
    onScale(shownDifference(summary, contrast, metric.name), scale),
  );
  const decimals = sharedDecimals(figures);
  return figures.map(({ mean, interval }, row) => ({
    text: difference(mean, interval, decimals),
    finding: findingIn(summary, contrasts[row]!, metric),
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
