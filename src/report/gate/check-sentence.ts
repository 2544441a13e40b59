import type { GateReason, MetricCheck, StatusCheck, ThresholdCheck } from "../../model/gate.js";
import type { Interval, MetricColumn } from "../../model/results.js";
import { inPoints, sessionsInWords } from "../figures.js";
import {
  count,
  decimal,
  estimate,
  fileNumber,
  pValue,
  scaled,
  scaleOf,
  signedPercent,
  withoutTrailingZeros,
  withSymbol,
} from "../number-format.js";
import { tracesInWords } from "../verdicts/quantities.js";

/** What a check of a metric found, and where that is no pass, what to do: a sentence that begins with the policy. */
export function metricSentence(check: MetricCheck, column: MetricColumn, policy: string): string {
  const { reason, traces } = check;
  const { label } = column;
  switch (reason.kind) {
    case "identical":
      return check.baseline === undefined
        ? `${policy}: no session has a value of ${label}, now as in the baseline.`
        : `${policy}: ${label} as in the baseline on ${traces === 1 ? "its 1 trace" : `all ${tracesInWords(traces)}`}.`;
    case "within margin":
      return `${policy}: ${label} ${change(check, column)}, not worse by more than the tolerated ${marginInWords(check, column)}.`;
    case "beyond margin":
      return `${policy}: ${label} ${change(check, column)}, worse by more than the tolerated ${marginInWords(check, column)}; if that is meant, write a new baseline with --update.`;
    case "undecided":
      return `${policy}: ${label} ${change(check, column)}: ${cannotTell(check, column)}; ${whatWouldTell(reason.tracesNeeded)}.`;
    case "beyond margin by chance":
      return `${policy}: ${label} ${change(check, column)}: all of the interval is beyond the tolerated ${marginInWords(check, column)}, but ${byChance(check)}: inconclusive; ${whatWouldTell(undefined)}.`;
    case "values lost":
      return `${policy}: ${valuesLost(reason, label)}; look at how the sessions ended.`;
    case "few traces":
      return `${policy}: ${tracesInWords(reason.traces)} cannot tell whether ${label} became worse; run at least ${count(reason.needed)}.`;
    case "no value":
      return reason.in === "results"
        ? `${policy}: no session has a value of ${label} any more; look at how the sessions ended.`
        : `${policy}: no session of the baseline has a value of ${label}; write a new baseline with --update.`;
    case "no margin":
      if (typeof check.marginAsGiven === "number")
        return `${policy}: ${label} ${change(check, column)}: ${cannotTell(check, column)}; ${whatWouldTell(undefined)}.`;
      return `${policy}: ${label} ${change(check, column)}: in the baseline it is 0, of which ${marginAsGiven(check)} is nothing; set gate.margins.${check.metric} to a number in the scenario.`;
  }
}

/** Holm's correction may have done it, or the permutation test by itself. */
function byChance({ pWorse }: MetricCheck): string {
  return pWorse === undefined
    ? "that may be chance"
    : `by permutation that may be chance (${pValue(pWorse)}, corrected for all checks)`;
}

function valuesLost({ traces, before }: Extract<GateReason, { kind: "values lost" }>, label: string): string {
  const had = `that had sessions with a value of ${label}`;
  if (before === 1) return `the one trace ${had} has none any more`;
  if (traces === 0) return `none of the ${tracesInWords(before)} ${had} has any now`;
  return `only ${count(traces)} of the ${tracesInWords(before)} ${had} ${traces === 1 ? "has" : "have"} any now`;
}

function cannotTell(check: MetricCheck, column: MetricColumn): string {
  return `whether it is worse by more than the tolerated ${marginInWords(check, column)}, ${tracesInWords(check.traces)} cannot tell`;
}

function whatWouldTell(traces: number | undefined): string {
  return traces === undefined
    ? "run more traces, or widen the margin"
    : `about ${tracesInWords(traces)} would, or a wider margin`;
}

/** "fell by 2.1 [1.8, 2.5] points (3 %)", "did not change in the mean". */
function change({ difference, interval90, baseline }: MetricCheck, column: MetricColumn): string {
  if (difference === undefined) return "cannot be compared";
  if (difference === 0) return "did not change in the mean";
  const sign = difference < 0 ? -1 : 1;
  const ends: Interval | undefined = interval90 && (sign < 0 ? [-interval90[1], -interval90[0]] : interval90);
  const scale = inPoints(scaleOf(column, [difference, ...(ends ?? [])]));
  const onScale = ends && ([scaled(ends[0], scale), scaled(ends[1], scale)] as const);
  const share = baseline ? signedPercent(Math.abs(difference / baseline))?.replace("+", "") : undefined;
  const size = withSymbol(estimate(scaled(sign * difference, scale), onScale), scale);
  return `${sign < 0 ? "fell" : "rose"} by ${size}${share === undefined ? "" : ` (${share})`}`;
}

/** "2 % (1.25 points)", "0.2 pp". */
export function marginInWords(check: MetricCheck, column: MetricColumn): string {
  const { margin } = check;
  if (margin === undefined) return marginAsGiven(check);
  const scale = inPoints(scaleOf(column, [margin]));
  const size = withSymbol(withoutTrailingZeros(decimal(scaled(margin, scale))), scale);
  return typeof check.marginAsGiven === "number" ? size : `${marginAsGiven(check)} (${size})`;
}

function marginAsGiven({ marginAsGiven: given }: MetricCheck): string {
  return typeof given === "number" ? decimal(given) : given.replace(/\s*%$/, " %");
}

/** What a check of how the sessions ended found. */
export function statusSentence({ outcome, baseline, now }: StatusCheck, policy: string): string {
  const [then, ended] = [sessionsInWords(baseline), sessionsInWords(now)];
  return outcome === "pass"
    ? `${policy}: no more sessions starved or failed than in the baseline (${ended}).`
    : `${policy}: more sessions starved or failed than in the baseline (${ended}; then ${then}); sessions.csv says which.`;
}

/** What a check of a figure against a limit found. */
export function thresholdSentence(check: ThresholdCheck, threshold: string, policy: string): string {
  const { outcome, targets } = check;
  const of = targets === undefined ? "" : ` (${targets})`;
  const value = thresholdValue(check);
  if (value === undefined) return `${policy}: ${threshold}${of} is not met: no session has a value.`;
  return `${policy}: ${threshold}${of} is ${outcome === "pass" ? "met" : "not met"}: it is ${value}.`;
}

/** In percent where the limit is; never rounded onto the limit. */
export function thresholdValue({ value, limit, threshold }: ThresholdCheck): string | undefined {
  if (value === undefined) return undefined;
  const isPercent = threshold.trimEnd().endsWith("%");
  const size = (exact: number) => (isPercent ? Number((100 * exact).toPrecision(12)) : exact);
  const [short, ofLimit] = [value, limit].map((exact) => withoutTrailingZeros(decimal(size(exact))));
  const digits = short === ofLimit && value !== limit ? fileNumber(size(value)) : short!;
  return withSymbol(digits, { symbol: isPercent ? "%" : "" });
}
