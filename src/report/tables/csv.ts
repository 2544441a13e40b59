import type { Summary } from "../../model/results.js";
import { csvLine } from "../csv.js";
import { differenceOf } from "../figures.js";

/** The columns of the comparison as CSV. */
const COLUMNS = [
  "scenario",
  "policy",
  "completed",
  "quit",
  "starved",
  "failed",
  "metric",
  "unit",
  "better",
  "n",
  "mean",
  "ci95_low",
  "ci95_high",
  "median",
  "p5",
  "p95",
  "control",
  "pairs",
  "difference",
  "difference_ci95_low",
  "difference_ci95_high",
];

/** The whole summary, one row an arm and metric (beside the arm's first control), in the units of `sessions.csv` and in full precision. */
export function csvTable(summary: Summary): string {
  const lines = summary.arms.flatMap(({ policy, counts, metrics }) =>
    metrics.map(({ metric, n, mean, interval, median, p5, p95 }) => {
      const column = summary.columns.find(({ name }) => name === metric);
      const contrast = summary.contrasts.find((one) => one.policy === policy);
      const pair = contrast && differenceOf(summary, contrast, metric);
      return csvLine([
        ...[summary.scenario, policy, counts.completed, counts.quit, counts.starved, counts.failed],
        ...[metric, column?.unit, column?.better, n, mean, interval?.[0], interval?.[1], median, p5, p95],
        ...[pair?.control, pair?.n, pair?.mean, pair?.interval?.[0], pair?.interval?.[1]],
      ]);
    }),
  );
  return csvLine(COLUMNS) + lines.join("");
}
