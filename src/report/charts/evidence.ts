import type { Contrast, MetricColumn, Summary } from "../../model/results.js";
import type { Evidence, Finding } from "../../model/verdicts.js";
import { contrastLabel, verdictIn } from "../figures.js";
import { shortened } from "../names.js";

/** The evidence about a contrast in a metric: of one set of traces, or of all. */
export function evidenceOf(
  summary: Summary,
  contrast: Contrast,
  metric: string,
  set?: string,
): Evidence | undefined {
  const verdict = verdictIn(summary, contrast, metric);
  return set === undefined ? verdict?.overall : verdict?.sets.find((one) => one.set === set)?.evidence;
}

/** What the rows of some contrasts are called. */
export function rowLabels(
  { contrasts }: Summary,
  names: ReadonlyMap<string, string>,
): (contrast: Contrast) => string {
  const nameOf = (policy: string) => names.get(policy) ?? shortened(policy, 40);
  return (contrast) => contrastLabel(contrast, contrasts, nameOf);
}

/** How much better a relative difference is; of metrics without direction, how much higher. */
export function improvement(relative: number, { better }: Pick<MetricColumn, "better">): number {
  return better === "lower" ? -relative : relative;
}

/** A mark for each finding, so that none rests on colour. */
export const FINDING_MARKS: Readonly<Record<Finding, string>> = {
  better: "▲",
  worse: "▼",
  higher: "↑",
  lower: "↓",
  same: "=",
  equivalent: "≈",
  "no difference shown": "·",
  "too few traces": "?",
};
