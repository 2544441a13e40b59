import type { MetricColumn, Summary } from "../../../model/results.js";
import type { Evidence, Verdict } from "../../../model/verdicts.js";
import { headlineColumns, inPoints, namesOf, verdictIn, withUnit } from "../../figures.js";
import { difference, NO_VALUE, pValue, scaled, scaleOf, signedPercent } from "../../number-format.js";
import { escapeDigits, escapeLatex, figureTables, tableOf } from "../latex.js";
import type { TableLook } from "../table.js";

/** What `compare` shows, as LaTeX tables: means, differences, and the evidence behind each finding. */
export function latexComparison(summary: Summary, look: TableLook = {}): string {
  const nameOf = namesOf(summary);
  const metrics = look.metrics ?? headlineColumns(summary).map(({ name }) => name);
  const rows = summary.contrasts.flatMap((contrast) =>
    metrics.flatMap((metric) => {
      const verdict = verdictIn(summary, contrast, metric);
      const column = summary.columns.find(({ name }) => name === metric);
      if (!verdict || !column) return [];
      const names = [nameOf(contrast.policy), nameOf(contrast.control)];
      return [[...names.map(escapeLatex), ...evidenceCells(verdict, column)]];
    }),
  );
  const evidence = rows.length === 0 ? [] : [tableOf(CAPTION, HEADINGS, rows, 3)];
  return `${[...figureTables(summary, look), ...evidence].join("\n\n")}\n`;
}

const CAPTION =
  "Evidence. $p$: permutation test of whole traces, two-sided, after Benjamini and Hochberg; detectable: what these traces would show four times in five; traces: better/alike/worse (where neither is better: higher/alike/lower).";

const HEADINGS = [
  ...["policy", "control", "metric", "difference", "relative", "p", "traces"],
  ...["d_z", "detectable", "finding"],
];

function evidenceCells({ overall }: Verdict, column: MetricColumn): string[] {
  const { difference: mean, interval, relative, pAdjusted, effectSize, detectable, finding } = overall;
  const scale = inPoints(scaleOf(column, [mean, ...(interval ?? []), detectable]));
  const onIt = (value: number | undefined) => (value === undefined ? undefined : scaled(value, scale));
  const ends = interval && ([onIt(interval[0])!, onIt(interval[1])!] as const);
  return [
    escapeLatex(withUnit(column.label, scale)),
    escapeDigits(difference(onIt(mean), ends)),
    escapeDigits(signedPercent(relative) ?? NO_VALUE),
    pAdjusted === undefined ? escapeLatex(NO_VALUE) : escapeLatex(pValue(pAdjusted).replace(/^p( =)? /, "")),
    tally(overall),
    escapeDigits(difference(effectSize, undefined, 2)),
    escapeDigits(difference(onIt(detectable), undefined).replace(/^\+/, "")),
    mean === undefined ? "no value" : finding,
  ];
}

function tally({ wins, ties, losses }: Evidence): string {
  return `${wins}/${ties}/${losses}`;
}
