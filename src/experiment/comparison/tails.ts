import type { MetricColumn } from "../../model/results.js";
import type { TailDifference } from "../../model/verdicts.js";
import { randomStream } from "../../random.js";
import { bootstrapQuantiles, type ClusteredValues } from "../../statistics/index.js";
import type { Results } from "../results/results.js";
import type { ContrastInMetric } from "./contrast-in-metric.js";
import type { ComparisonDesign } from "./design.js";
import { unitsIn } from "./metric-ratios.js";
import { forEachValue, metricSessions } from "./metric-sessions.js";

/** Scores and waiting to begin, and whatever the comparison is about: where the worst sessions are what viewers tell of. */
const hasTails = ({ name }: MetricColumn, { metrics }: ComparisonDesign): boolean =>
  name === metrics[0] || name === "startup_s" || name.startsWith("qoe_");

/** The probabilities at which sessions are at their worst. */
const TAILS: Readonly<Record<MetricColumn["better"], readonly number[]>> = {
  higher: [0.05, 0.1],
  lower: [0.9, 0.95],
  neither: [0.05, 0.95],
};

/**
 * How the sessions that fare worst differ, case by case.
 *
 * @param strata the stratum of each trace
 * @returns none for a case whose metric says nothing of bad sessions
 */
export function tailsOf(
  results: Results,
  cases: readonly ContrastInMetric[],
  design: ComparisonDesign,
  strata: Int32Array,
): TailDifference[][] {
  const tails = new Map<ContrastInMetric, TailDifference[]>();
  for (const column of new Set(cases.map((one) => one.column))) {
    if (!hasTails(column, design)) continue;
    const ofColumn = cases.filter((one) => one.column === column);
    const sampleOf = samplesOf(results, column);
    const differences = bootstrapQuantiles({
      pairs: ofColumn.map(({ ratios, arm, control }) => ({
        arm: sampleOf(arm, ratios.units[arm]!),
        control: sampleOf(control, ratios.units[control]!),
      })),
      strata,
      probabilities: TAILS[column.better],
      random: randomStream(results.seed, "bootstrap", "tails"),
    });
    ofColumn.forEach((one, index) => {
      // The quantiles themselves are nobody's.
      tails.set(
        one,
        differences[index]!.map(({ arm: _, control: __, ...shown }) => shown),
      );
    });
  }
  return cases.map((one) => tails.get(one) ?? []);
}

/** What the sessions of each arm have in a metric; the same sample for the same arm. */
function samplesOf(
  results: Results,
  column: MetricColumn,
): (arm: number, units: Uint32Array) => ClusteredValues {
  const { arms } = results;
  const sessions = metricSessions(
    column,
    results,
    arms.map(({ seats }) => seats),
  );
  const samples = new Map<number, ClusteredValues>();
  return (arm, units) => {
    const known = samples.get(arm);
    if (known) return known;
    const { seats } = arms[arm]!;
    const most = unitsIn(units) * seats.length;
    const values = new Float64Array(most);
    const clusters = new Int32Array(most);
    let found = 0;
    forEachValue(sessions, results, seats, units, (value, trace) => {
      values[found] = value;
      clusters[found++] = trace;
    });
    const sample = { values: values.subarray(0, found), clusters: clusters.subarray(0, found) };
    samples.set(arm, sample);
    return sample;
  };
}
