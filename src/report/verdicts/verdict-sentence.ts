import type { MetricColumn } from "../../model/results.js";
import type { Evidence, Finding, Verdict } from "../../model/verdicts.js";
import { count, pValue } from "../number-format.js";
import { figuresInWords, rangeBesides, sizeInWords, tracesInWords } from "./quantities.js";
import { emptySide, type Sides, tracesBehind } from "./sides.js";

/** What decides whether a difference is significant. */
const SIGNIFICANCE = 0.05;

/**
 * What a comparison shows of one arm in one metric, as one sentence: "bola is better than ewma: composite QoE +3.2
 * [2.1, 4.4] points (+5.1 %), better on 34 of 40 traces and worse on 4 (p < 0.001)."
 */
export function verdictSentence(verdict: Verdict, column: MetricColumn, sides: Sides): string {
  const { overall } = verdict;
  const { arm, control } = sides;
  const { label } = column;
  switch (overall.finding) {
    case "better":
    case "worse":
    case "higher":
    case "lower":
      return `${arm} is ${overall.finding} than ${control}${besideMargin(verdict, column)}: ${label} ${shown(overall, column, sides)}.`;
    case "same":
      return `${arm} is the same as ${control}: no difference in ${label} ${onEach(overall.traces, sides)}.`;
    case "equivalent":
      return `${arm} is equivalent to ${control}: ${label} ${figuresInWords(overall, column)}${unpaired(sides)}; ${withinMargin(verdict, column)}.`;
    case "no difference shown":
      return `No difference shown between ${arm} and ${control}: ${label} ${notShown(overall, column, sides)}.`;
    case "too few traces":
      return overall.difference === undefined
        ? `Nothing can be said of ${arm} beside ${control}: ${noValue(label, sides)}.`
        : `Too few traces to tell ${arm} from ${control}: ${label} ${figuresInWords(overall, column)} on ${tracesBehind(overall.traces, sides)}.`;
  }
}

/** The figures of a difference that is shown: "+3.2 ... points (+5.1 %), better on 34 of 40 traces ... (p < 0.001)". */
function shown(evidence: Evidence, column: MetricColumn, sides: Sides): string {
  const p = evidence.pAdjusted === undefined ? undefined : pValue(evidence.pAdjusted);
  const tally = tallyOf(evidence);
  if (tally === undefined) return `${figuresInWords(evidence, column, p)}${unpaired(sides)}`;
  return `${figuresInWords(evidence, column)}, ${tally}${p === undefined ? "" : ` (${p})`}`;
}

/** ", on 36 traces of ewma and 4 of bola"; nothing where traces were paired. */
function unpaired(sides: Sides): string {
  return sides.split ? `, on ${tracesBehind(0, sides)}` : "";
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

function notShown(evidence: Evidence, column: MetricColumn, sides: Sides): string {
  const { traces, detectable, pAdjusted } = evidence;
  const figures = figuresInWords(evidence, column, pAdjusted === undefined ? undefined : pValue(pAdjusted));
  const doubt = whyNotShown(evidence);
  if (doubt !== undefined) return `${figures}${unpaired(sides)}${doubt}`;
  const behind = tracesBehind(traces, sides);
  if (!detectable) return `${figures} on ${behind}`;
  const those = sides.split ? behind : `${traces === 1 ? "this" : "these"} ${behind}`;
  return `${figures}; on ${those} one of ${sizeInWords(detectable, evidence, column)} or more would have been shown four times in five`;
}

/** Why there is no difference shown though the interval alone shows one; undefined where it shows none. */
function whyNotShown({ interval, p, pAdjusted }: Evidence): string | undefined {
  if (!interval || (interval[0] <= 0 && interval[1] >= 0)) return undefined;
  const isCorrected =
    p !== undefined && p <= SIGNIFICANCE && pAdjusted !== undefined && pAdjusted > SIGNIFICANCE;
  return isCorrected
    ? ", which chance may explain where so many figures are compared"
    : "; the interval excludes 0, but the permutation test does not confirm it";
}

/** Why there is not even a difference. */
function noValue(label: string, sides: Sides): string {
  const empty = emptySide(sides);
  if (empty !== undefined) return `no trace fell to ${empty}`;
  return sides.split
    ? `not both have sessions with a value of ${label} (on ${tracesBehind(0, sides)}); look at how the sessions ended`
    : `no session that counts has a value of ${label} under both, as where all sessions of one failed`;
}

function onEach(traces: number, sides: Sides): string {
  if (sides.split) return `between ${tracesBehind(traces, sides)}`;
  return traces === 1 ? "on the one trace" : `on any of ${tracesInWords(traces)}`;
}
