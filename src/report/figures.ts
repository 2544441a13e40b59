/** Finds the figures of a summary and says what they show; in no layout and no format yet. */
import type {
  ArmSummary,
  MetricColumn,
  MetricSummary,
  PairedDifference,
  StatusCounts,
  Summary,
} from "../model/results.js";
import type { SessionStatus } from "../model/session.js";
import { type Scale, scaled, scaleOf } from "./number-format.js";

/** The columns that a comparison opens with: those that the experiment is about. */
export function headlineColumns({
  columns,
  compared,
}: Pick<Summary, "columns" | "compared">): MetricColumn[] {
  return compared.flatMap((name) => columns.find((column) => column.name === name) ?? []);
}

/** The first of them, or without any the first column: what the answer of a report is about. */
export function leadingMetric(summary: Pick<Summary, "columns" | "compared">): MetricColumn | undefined {
  return headlineColumns(summary)[0] ?? summary.columns[0];
}

/** A metric of an arm, if it was summarised. */
export function metricOf(arm: ArmSummary, metric: string): MetricSummary | undefined {
  return arm.metrics.find((candidate) => candidate.metric === metric);
}

/** The paired difference of an arm to the control in a metric, if there is one; in full precision. */
export function differenceOf(summary: Summary, policy: string, metric: string): PairedDifference | undefined {
  return summary.differences.find((pair) => pair.policy === policy && pair.metric === metric);
}

/** A mean and its 95 % interval. */
export type Figure = Pick<MetricSummary, "mean" | "interval">;

/** Shares of a metric's size below which a difference is rounding noise: 600 s is 600.0000000000001 s. */
export const NOISE = 1e-9;

/** The difference of an arm to the control as it is shown: rounding noise is no difference. */
export function shownDifference(summary: Summary, policy: string, metric: string): Figure | undefined {
  const pair = differenceOf(summary, policy, metric);
  if (pair?.mean === undefined) return pair;
  const size = Math.max(...summary.arms.map((arm) => Math.abs(metricOf(arm, metric)?.mean ?? 0)));
  const isNoise = [pair.mean, ...(pair.interval ?? [])].every((value) => Math.abs(value) <= NOISE * size);
  return isNoise ? { mean: 0, interval: pair.interval && [0, 0] } : pair;
}

/** A figure in the units of a scale. */
export function onScale(figure: Figure | undefined, scale: Scale): Figure {
  const { mean, interval } = figure ?? {};
  return {
    mean: mean === undefined ? undefined : scaled(mean, scale),
    interval: interval && [scaled(interval[0], scale), scaled(interval[1], scale)],
  };
}

/** The scale on which the arms' means of a metric are shown. */
export function meanScale({ arms }: Summary, metric: MetricColumn): Scale {
  return scaleOf(
    metric,
    arms.map((arm) => metricOf(arm, metric.name)?.mean),
  );
}

/** The scale on which differences of a metric are shown: of shares in percentage points. */
export function differenceScale({ differences }: Summary, metric: MetricColumn): Scale {
  const own = differences.filter((pair) => pair.metric === metric.name);
  const scale = scaleOf(
    metric,
    own.map(({ mean }) => mean),
  );
  return scale.symbol === "%" ? { ...scale, symbol: "pp" } : scale;
}

/**
 * What a 95 % interval of a difference shows. Without a direction that is better, a difference is higher or
 * lower; an interval that contains 0 shows none, and one of nothing but 0 that there is none in any trace; no
 * interval shows nothing, not even that.
 */
export type Verdict =
  | "better"
  | "worse"
  | "higher"
  | "lower"
  | "same"
  | "no difference shown"
  | "too few pairs";

/** What a difference shows about a metric. */
export function verdictOf(
  { interval }: Pick<Figure, "interval">,
  { better }: Pick<MetricColumn, "better">,
): Verdict {
  if (!interval) return "too few pairs";
  const [low, high] = interval;
  if (low === 0 && high === 0) return "same";
  if (low <= 0 && high >= 0) return "no difference shown";
  const direction = low > 0 ? "higher" : "lower";
  if (better === "neither") return direction;
  return direction === better ? "better" : "worse";
}

const STATUSES: readonly SessionStatus[] = ["completed", "quit", "starved", "failed"];

/** How an arm's sessions ended: "97 completed, 1 starved, 2 failed". */
export function sessionsInWords(counts: StatusCounts): string {
  const present = STATUSES.filter((status) => counts[status] > 0);
  return present.map((status) => `${counts[status]} ${status}`).join(", ") || "none";
}

/** "stall ratio (%)". */
export function withUnit(label: string, { symbol }: Scale): string {
  return symbol === "" ? label : `${label} (${symbol})`;
}
