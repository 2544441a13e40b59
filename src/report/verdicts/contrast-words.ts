import type { Contrast, MetricColumn, Summary } from "../../model/results.js";
import type { Finding, Verdict } from "../../model/verdicts.js";
import { headlineColumns, type NameOf, verdictIn } from "../figures.js";
import { cautionSentence } from "./caution-sentence.js";
import { decisionSentence } from "./decision-sentence.js";
import { findingLine, setLine, tailsLine } from "./finding-line.js";
import { verdictSentence } from "./verdict-sentence.js";

/** All that a comparison says of one contrast, in plain text; no list has to hold anything. */
export interface ContrastInWords extends Contrast {
  /** "bola against ewma". */
  readonly heading: string;
  /** By the leading metric. */
  readonly finding: Finding;
  readonly verdict: string;
  readonly decision: string;
  readonly tails: string | undefined;
  readonly sets: readonly string[];
  /** Of the other metrics, a line each, in the order of the tables. */
  readonly others: readonly { readonly finding: Finding; readonly line: string }[];
  /** What to mind, of any metric. */
  readonly cautions: readonly string[];
}

/**
 * What a summary concludes, contrast by contrast; nothing of contrasts that nothing was concluded about.
 *
 * @param metrics names of columns, the leading one first; missing: the compared ones
 */
export function verdictsInWords(
  summary: Summary,
  nameOf: NameOf,
  metrics: readonly string[] = headlineColumns(summary).map(({ name }) => name),
): ContrastInWords[] {
  return summary.contrasts.flatMap((contrast) => {
    const [first, ...rest] = metrics.flatMap((metric) => concluded(summary, contrast, metric) ?? []);
    if (!first) return [];
    const { verdict, column } = first;
    const cautions = [first, ...rest].flatMap((one) =>
      one.verdict.cautions.map((caution) => cautionSentence(caution, one.column)),
    );
    return {
      ...contrast,
      heading: `${nameOf(contrast.policy)} against ${nameOf(contrast.control)}`,
      finding: verdict.overall.finding,
      verdict: verdictSentence(verdict, column, nameOf),
      decision: decisionSentence(verdict, column, nameOf),
      tails: verdict.overall.finding === "same" ? undefined : tailsLine(verdict, column),
      sets: verdict.sets.map((set) => setLine(set, column)),
      others: rest.map((one) => ({
        finding: one.verdict.overall.finding,
        line: findingLine(one.verdict, one.column),
      })),
      // That there are few traces is said once, not of every metric.
      cautions: [...new Set(cautions)],
    };
  });
}

function concluded(
  summary: Summary,
  contrast: Contrast,
  metric: string,
): { readonly verdict: Verdict; readonly column: MetricColumn } | undefined {
  const verdict = verdictIn(summary, contrast, metric);
  const column = summary.columns.find(({ name }) => name === metric);
  return verdict && column && { verdict, column };
}
