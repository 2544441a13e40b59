import type { Summary } from "../../../model/results.js";
import type { Evidence, Verdict } from "../../../model/verdicts.js";
import { type CsvCell, csvLine } from "../../csv.js";

/** Of every contrast and metric, a row for all traces and one for each set; those of a set have no tails. */
const COLUMNS = [
  ...["scenario", "policy", "control", "metric", "unit", "better", "scope", "trace_set", "finding"],
  ...["pairs", "traces", "difference", "relative"],
  ...["difference_ci95_low", "difference_ci95_high", "difference_ci90_low", "difference_ci90_high"],
  ...["p", "p_adjusted", "p_wilcoxon", "wins", "ties", "losses", "effect_size", "detectable"],
  ...["margin", "decision", "cautions"],
];

/**
 * The evidence of every verdict, in the units of `sessions.csv` and in full precision. `scope` is "all" or "set".
 * Behind the fixed columns come three a quantile that any metric has: `p5_difference` and the ends of its interval.
 */
export function csvComparison(summary: Summary): string {
  const probabilities = probabilitiesOf(summary);
  const header = [
    ...COLUMNS,
    ...probabilities.flatMap((probability) => {
      const name = `p${Number((100 * probability).toPrecision(6))}_difference`;
      return [name, `${name}_ci95_low`, `${name}_ci95_high`];
    }),
  ];
  const lines = summary.verdicts.flatMap((verdict) => {
    const column = summary.columns.find(({ name }) => name === verdict.metric);
    const about = [summary.scenario, verdict.policy, verdict.control];
    const metric = [verdict.metric, column?.unit, column?.better];
    return [
      csvLine([
        ...[...about, ...metric, "all", undefined, ...evidenceCells(verdict.overall)],
        ...[verdict.margin, verdict.decision, verdict.cautions.map(({ kind }) => kind).join("; ")],
        ...tailCells(verdict, probabilities),
      ]),
      ...verdict.sets.map(({ set, evidence }) =>
        csvLine([
          ...[...about, ...metric, "set", set, ...evidenceCells(evidence)],
          ...[
            undefined,
            undefined,
            undefined,
            ...probabilities.flatMap(() => [undefined, undefined, undefined]),
          ],
        ]),
      ),
    ];
  });
  return csvLine(header) + lines.join("");
}

function probabilitiesOf({ verdicts }: Summary): number[] {
  const all = verdicts.flatMap(({ tails }) => tails.map(({ probability }) => probability));
  return [...new Set(all)].sort((a, b) => a - b);
}

function evidenceCells(evidence: Evidence): CsvCell[] {
  const { finding, pairs, traces, difference, relative, interval, interval90 } = evidence;
  const { p, pAdjusted, pWilcoxon, wins, ties, losses, effectSize, detectable } = evidence;
  return [
    ...[finding, pairs, traces, difference, relative],
    ...[interval?.[0], interval?.[1], interval90?.[0], interval90?.[1]],
    ...[p, pAdjusted, pWilcoxon, wins, ties, losses, effectSize, detectable],
  ];
}

function tailCells({ tails }: Verdict, probabilities: readonly number[]): CsvCell[] {
  return probabilities.flatMap((probability) => {
    const tail = tails.find((one) => one.probability === probability);
    return [tail?.difference, tail?.interval?.[0], tail?.interval?.[1]];
  });
}
