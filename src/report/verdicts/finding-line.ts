import type { MetricColumn } from "../../model/results.js";
import type { Evidence, Verdict } from "../../model/verdicts.js";
import { shortened } from "../names.js";
import { pValue } from "../number-format.js";
import { differenceInWords, figuresInWords, tracesInWords } from "./quantities.js";

/** A verdict in short, for a list of metrics: "stall ratio: better, -0.8 [-1.2, -0.4] pp (-20 %, p < 0.001)". */
export function findingLine({ overall }: Verdict, column: MetricColumn): string {
  return `${column.label}: ${inShort(overall, column)}`;
}

/** What one set of traces says: "4g: worse, -2.1 [-3.3, -0.9] points (-3.1 %, p = 0.004) on 20 traces". */
export function setLine({ set, evidence }: Verdict["sets"][number], column: MetricColumn): string {
  const on = evidence.difference === undefined ? "" : ` on ${tracesInWords(evidence.traces)}`;
  return `${shortened(set)}: ${inShort(evidence, column)}${on}`;
}

/** "better, +3.2 [2.1, 4.4] points (+5.1 %, p < 0.001)". */
function inShort(evidence: Evidence, column: MetricColumn): string {
  const { finding, pAdjusted } = evidence;
  if (evidence.difference === undefined) return "no value under both";
  if (finding === "same") return finding;
  const p = pAdjusted === undefined ? undefined : pValue(pAdjusted);
  return `${finding}, ${figuresInWords(evidence, column, p)}`;
}

/**
 * How the sessions that fare worst differ: "5th percentile of sessions +4.1 [1.2, 7.9] points, 10th +3 [0.8, 5.1]
 * points". Undefined where nothing can be said of them.
 */
export function tailsLine({ tails }: Verdict, column: MetricColumn): string | undefined {
  const parts = tails.flatMap(({ probability, difference, interval }) => {
    const figures = differenceInWords(difference, interval, column);
    return figures === undefined ? [] : [{ percentile: Math.round(100 * probability), figures }];
  });
  if (parts.length === 0) return undefined;
  const words = parts.map(
    ({ percentile, figures }, place) =>
      `${ordinal(percentile)}${place === 0 ? " percentile of sessions" : ""} ${figures}`,
  );
  return words.join(", ");
}

function ordinal(whole: number): string {
  const isTeen = whole % 100 >= 11 && whole % 100 <= 13;
  return `${whole}${isTeen ? "th" : (["th", "st", "nd", "rd"][whole % 10] ?? "th")}`;
}
