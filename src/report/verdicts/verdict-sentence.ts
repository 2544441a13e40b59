import type { MetricColumn } from "../../model/results.js";
import type { Evidence, Finding, Verdict } from "../../model/verdicts.js";
import type { NameOf } from "../figures.js";
import { count, pValue } from "../number-format.js";
import { figuresInWords, rangeBesides, sizeInWords, tracesInWords } from "./quantities.js";

/**
 * What a comparison shows of one arm in one metric, as one sentence: "bola is better than ewma: composite QoE +3.2
 * [2.1, 4.4] points (+5.1 %), better on 34 of 40 traces and worse on 4 (p < 0.001)."
 */
export function verdictSentence(verdict: Verdict, column: MetricColumn, nameOf: NameOf): string {
  const { overall } = verdict;
  const arm = nameOf(verdict.policy);
  const control = nameOf(verdict.control);
  const { label } = column;
  switch (overall.finding) {
    case "better":
    case "worse":
    case "higher":
    case "lower":
      return `${arm} is ${overall.finding} than ${control}${besideMargin(verdict, column)}: ${label} ${shown(overall, column)}.`;
    case "same":
      return `${arm} is the same as ${control}: no difference in ${label} on ${onEach(overall.traces)}.`;
    case "equivalent":
      return `${arm} is equivalent to ${control}: ${label} ${figuresInWords(overall, column)}; ${withinMargin(verdict, column)}.`;
    case "no difference shown":
      return `No difference shown between ${arm} and ${control}: ${label} ${notShown(overall, column)}.`;
    case "too few traces":
      return `Too few traces to tell ${arm} from ${control}: ${tooFew(overall, column)}.`;
  }
}

/** The figures of a difference that is shown: "+3.2 ... points (+5.1 %), better on 34 of 40 traces ... (p < 0.001)". */
function shown(evidence: Evidence, column: MetricColumn): string {
  const p = evidence.pAdjusted === undefined ? undefined : pValue(evidence.pAdjusted);
  const tally = tallyOf(evidence);
  if (tally === undefined) return figuresInWords(evidence, column, p);
  return `${figuresInWords(evidence, column)}, ${tally}${p === undefined ? "" : ` (${p})`}`;
}

/** On how many traces it is as the whole says, and on how many the other way round; undefined without pairs. */
function tallyOf({ finding, wins, ties, losses }: Evidence): string | undefined {
  const all = wins + ties + losses;
  const opposite = OPPOSITES[finding];
  if (all === 0 || opposite === undefined) return undefined;
  const isLoss = finding === "worse" || finding === "lower";
  const [so, otherwise] = isLoss ? [losses, wins] : [wins, losses];
  return `${finding} on ${count(so)} of ${tracesInWords(all)} and ${opposite} on ${otherwise === 0 ? "none" : count(otherwise)}`;
}

const OPPOSITES: Partial<Readonly<Record<Finding, Finding>>> = {
  ...{ better: "worse", worse: "better" },
  ...{ higher: "lower", lower: "higher" },
};

/** A difference that is shown may still be too small to matter. */
function besideMargin({ overall, margin }: Verdict, column: MetricColumn): string {
  return margin !== undefined && liesWithin(overall, margin)
    ? `, though by less than the margin of ${sizeInWords(margin, overall, column)}`
    : "";
}

function liesWithin({ interval90 }: Evidence, margin: number): boolean {
  return interval90 !== undefined && interval90[0] > -margin && interval90[1] < margin;
}

function withinMargin({ overall, margin }: Verdict, column: MetricColumn): string {
  if (margin === undefined || overall.interval90 === undefined)
    return "whatever difference there is, it is smaller than the margin";
  return `with a 90 % interval of ${rangeBesides(margin, overall.interval90, column)}, whatever difference there is is smaller than the margin of ${sizeInWords(margin, overall, column)}`;
}

function notShown(evidence: Evidence, column: MetricColumn): string {
  const { traces, interval, detectable, pAdjusted } = evidence;
  const figures = figuresInWords(evidence, column, pAdjusted === undefined ? undefined : pValue(pAdjusted));
  if (interval && (interval[0] > 0 || interval[1] < 0))
    return `${figures}, which chance may explain where so many figures are compared`;
  if (!detectable) return `${figures} on ${tracesInWords(traces)}`;
  const those = traces === 1 ? "this 1 trace" : `these ${tracesInWords(traces)}`;
  return `${figures}; on ${those} one of ${sizeInWords(detectable, evidence, column)} or more would have been shown four times in five`;
}

function tooFew(evidence: Evidence, column: MetricColumn): string {
  return evidence.difference === undefined
    ? `${column.label} has no value under both on any trace`
    : `${column.label} ${figuresInWords(evidence, column)} on ${tracesInWords(evidence.traces)}`;
}

function onEach(traces: number): string {
  return traces === 1 ? "the one trace" : `any of ${tracesInWords(traces)}`;
}
