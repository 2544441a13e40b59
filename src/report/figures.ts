/** Finds the figures of a summary and says what they show; in no layout and no format yet. */
import type {
  ArmSummary,
  Contrast,
  MetricColumn,
  MetricSummary,
  PairedDifference,
  StatusCounts,
  Summary,
} from "../model/results.js";
import type { SessionStatus } from "../model/session.js";
import type { Finding, Verdict } from "../model/verdicts.js";
import { displayNames, shortened } from "./names.js";
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

/** The paired difference of an arm to its control in a metric, if there is one; in full precision. */
export function differenceOf(
  { differences }: Pick<Summary, "differences">,
  contrast: Contrast,
  metric: string,
): PairedDifference | undefined {
  return differences.find((pair) => isOf(pair, contrast, metric));
}

/** What was concluded about a contrast in a metric, if that was compared. */
export function verdictIn(
  { verdicts }: Pick<Summary, "verdicts">,
  contrast: Contrast,
  metric: string,
): Verdict | undefined {
  return verdicts.find((verdict) => isOf(verdict, contrast, metric));
}

function isOf(one: Contrast & { readonly metric: string }, { policy, control }: Contrast, metric: string) {
  return one.policy === policy && one.control === control && one.metric === metric;
}

/** What a row about a contrast is called: its arm, and the control too where an arm has several. */
export function contrastLabel(
  { policy, control }: Contrast,
  contrasts: readonly Contrast[],
  nameOf: NameOf,
): string {
  const isAlone = contrasts.filter((other) => other.policy === policy).length < 2;
  return isAlone ? nameOf(policy) : `${nameOf(policy)} against ${nameOf(control)}`;
}

/** How a policy is called in what is written: short, and unlike the others. */
export type NameOf = (policy: string) => string;

/** {@link NameOf} of everything that a summary compares. */
export function namesOf({ arms, control }: Pick<Summary, "arms" | "control">, limit?: number): NameOf {
  const names = displayNames([...arms.map(({ policy }) => policy), control], limit);
  return (policy) => names.get(policy) ?? shortened(policy, limit);
}

/** A mean and its 95 % interval. */
export type Figure = Pick<MetricSummary, "mean" | "interval">;

/** Shares of a metric's size below which a difference is rounding noise: 600 s is 600.0000000000001 s. */
export const NOISE = 1e-9;

/** The difference of an arm to its control as it is shown: rounding noise is no difference. */
export function shownDifference(summary: Summary, contrast: Contrast, metric: string): Figure | undefined {
  const pair = differenceOf(summary, contrast, metric);
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
  return inPoints(scale);
}

/** Differences of shares are in percentage points, so that none is taken for a share of the control's. */
export function inPoints(scale: Scale): Scale {
  return scale.symbol === "%" ? { ...scale, symbol: "pp" } : scale;
}

/** What a difference shows about a metric: what was concluded, or else what its interval says by itself. */
export function findingIn(summary: Summary, contrast: Contrast, column: MetricColumn): Finding {
  const verdict = verdictIn(summary, contrast, column.name);
  return verdict?.overall.finding ?? findingOf(shownDifference(summary, contrast, column.name) ?? {}, column);
}

/**
 * What a 95 % interval of a difference shows by itself, of a metric that nothing was tested about. One that contains
 * 0 shows no difference, and one of nothing but 0 that there is none on any trace; no interval shows nothing, not
 * even that.
 */
export function findingOf(
  { interval }: { readonly interval?: Figure["interval"] },
  { better }: Pick<MetricColumn, "better">,
): Finding {
  if (!interval) return "too few traces";
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
