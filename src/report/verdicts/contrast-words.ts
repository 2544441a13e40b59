import type { Contrast, MetricColumn, Summary } from "../../model/results.js";
import type { Caution, Finding, Verdict } from "../../model/verdicts.js";
import { headlineColumns, type NameOf, verdictIn } from "../figures.js";
import { cautionSentence } from "./caution-sentence.js";
import { decisionSentence } from "./decision-sentence.js";
import { findingLine, setLine, tailsLine } from "./finding-line.js";
import { type Sides, sidesOf } from "./sides.js";
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
    const sides = sidesOf(contrast, nameOf, summary);
    return {
      ...contrast,
      heading: `${sides.arm} against ${sides.control}`,
      finding: verdict.overall.finding,
      verdict: verdictSentence(verdict, column, sides),
      decision: decisionSentence(verdict, column, sides),
      tails: verdict.overall.finding === "same" ? undefined : tailsLine(verdict, column),
      sets: verdict.sets.map((set) => setLine(set, column)),
      others: rest.map((one) => ({
        finding: one.verdict.overall.finding,
        line: findingLine(one.verdict, one.column),
      })),
      cautions: cautionSentences([first, ...rest], sides),
    };
  });
}

interface Concluded {
  readonly verdict: Verdict;
  readonly column: MetricColumn;
}

/** What is to be minded of several metrics alike is said once, of all of them. */
function cautionSentences(all: readonly Concluded[], sides: Sides): string[] {
  const found = new Map<string, { readonly caution: Caution; readonly labels: string[] }>();
  for (const { verdict, column } of all)
    for (const caution of verdict.cautions) {
      const key = JSON.stringify(caution);
      const { labels } = found.get(key) ?? { labels: [] };
      found.set(key, { caution, labels: [...labels, column.label] });
    }
  return [...found.values()].map(({ caution, labels }) => cautionSentence(caution, labels, sides));
}

function concluded(summary: Summary, contrast: Contrast, metric: string): Concluded | undefined {
  const verdict = verdictIn(summary, contrast, metric);
  const column = summary.columns.find(({ name }) => name === metric);
  return verdict && column && { verdict, column };
}
