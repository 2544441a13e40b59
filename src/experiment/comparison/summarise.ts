import type {
  ArmSummary,
  ClientSummary,
  Interval,
  MetricColumn,
  MetricSummary,
  PairedDifference,
  SetSummary,
  Summary,
} from "../../model/results.js";
import { randomStream } from "../../random.js";
import { isShare } from "../../report/number-format.js";
import { bootstrapRatios, quantileSorted } from "../../statistics/index.js";
import { type ResultArm, type Results, sessionsOf, setsOfTraces } from "../results/results.js";
import { analyticsOf } from "./analytics.js";
import { type ComparisonDesign, controlTraces, splitInSummary, traceWeights } from "./design.js";
import { type MetricRatios, meanOf, metricRatios, type Sampling } from "./metric-ratios.js";
import { statusCounts } from "./status-counts.js";
import { CONFIDENCES, type ContrastInMetric, verdictsOf } from "./verdicts.js";

/**
 * What results show: of each arm the mean, its interval and quantiles of every metric; of each contrast the
 * difference; and of the metrics that the comparison is about, what the differences show.
 *
 * Intervals are bootstrapped with whole traces, within trace sets: sessions on one trace are not independent.
 */
export function summarise(results: Results, design: ComparisonDesign): Summary {
  const { columns, arms, traces, seed } = results;
  const { contrasts, weights, controlPercent } = design;
  const armPlace = (name: string) => arms.findIndex((arm) => arm.name === name);
  const inControl = controlTraces(traces, seed, controlPercent);
  const controls = new Set(contrasts.map(({ control }) => armPlace(control)));
  const sampling: Sampling = {
    weights: traceWeights(traces, weights),
    takes: (arm, trace) => inControl === undefined || controls.has(arm) === (inControl[trace] === 1),
  };
  const { setOfTrace } = setsOfTraces(traces);
  // Whoever is hashed into groups is drawn from the whole audience: the groups are the strata, not the sets.
  const strata = inControl ? Int32Array.from(inControl) : setOfTrace;

  const seats = arms.map((arm) => arm.seats);
  const ratios = columns.map((column) => metricRatios(column, results, seats, sampling));
  const cases = columns.flatMap((column, index) =>
    contrasts.map((contrast) => ({
      ...{ contrast, column, ratios: ratios[index]! },
      ...{ arm: armPlace(contrast.policy), control: armPlace(contrast.control) },
    })),
  );
  const ofArms = ratios.flatMap((ofColumn) => ofColumn.arms);
  const estimates = bootstrapRatios({
    columns: [
      ...ofArms,
      ...cases.map(({ ratios: { arms: all }, arm, control }) => ({ ...all[arm]!, minus: all[control]! })),
    ],
    strata,
    confidences: CONFIDENCES,
    random: randomStream(seed, "bootstrap"),
  });
  const contrasted = cases.map(
    (one, index): ContrastInMetric => ({ ...one, estimate: estimates[ofArms.length + index]! }),
  );
  const compared = design.metrics.filter((name) => columns.some((column) => column.name === name));
  const inArm = inControl?.map((one) => 1 - one);
  const verdicts = verdictsOf(
    results,
    compared.flatMap((name) => contrasted.filter(({ column }) => column.name === name)),
    design,
    { strata, ...(inArm && { inArm }) },
  );
  return {
    scenario: results.scenario,
    control: design.control,
    contrasts,
    sessions: sessionsOf(results),
    traces: traces.length,
    columns,
    compared,
    arms: arms.map((arm, place): ArmSummary => {
      const metrics = columns.map(
        (column, index): MetricSummary => ({
          ...spread(column, index, arm, ratios[index]!.units[place]!, results),
          mean: meanOf(ratios[index]!.arms[place]!),
          interval: within(column, estimates[index * arms.length + place]!.intervals[0]),
        }),
      );
      const sets = setSummaries(results, place, compared, ratios);
      const takes = (_: number, trace: number) => sampling.takes(place, trace);
      const clients = clientSummaries(results, arm, { ...sampling, takes });
      return {
        policy: arm.name,
        counts: statusCounts(results.table, arm.seats),
        analytics: analyticsOf(results, arm.seats),
        metrics,
        ...(sets.length > 1 && { sets }),
        ...(clients.length > 0 && { clients }),
      };
    }),
    differences: contrasted.map(differenceOf),
    verdicts,
    ...(weights && { weights }),
    ...(inControl && { split: splitInSummary(inControl, controlPercent!) }),
  };
}

/** No mean is above what its column can be at most, whatever a studentised bound says. */
function within(column: MetricColumn, interval: Interval | undefined): Interval | undefined {
  const most = column.most ?? (isShare(column) ? 1 : undefined);
  return interval && most !== undefined ? [interval[0], Math.min(interval[1], most)] : interval;
}

function differenceOf({
  contrast,
  column,
  ratios,
  arm,
  control,
  estimate,
}: ContrastInMetric): PairedDifference {
  const [ofArm, ofControl] = [meanOf(ratios.arms[arm]!), meanOf(ratios.arms[control]!)];
  const mean = ofArm === undefined || ofControl === undefined ? undefined : ofArm - ofControl;
  return {
    ...contrast,
    metric: column.name,
    n: mean === undefined ? 0 : ratios.units[arm]!.length,
    mean,
    interval: mean === undefined ? undefined : estimate.intervals[0],
  };
}

/** The means of an arm by trace set. */
function setSummaries(
  { traces, columns }: Results,
  arm: number,
  metrics: readonly string[],
  ratios: readonly MetricRatios[],
): SetSummary[] {
  const { sets, setOfTrace } = setsOfTraces(traces);
  return sets.map((set, number) => ({
    set,
    metrics: metrics.map((metric) => {
      const { numerator, denominator } = ratios[columns.findIndex(({ name }) => name === metric)]!.arms[arm]!;
      const inSet = (_: number, trace: number) => setOfTrace[trace] === number;
      return {
        metric,
        mean: meanOf({ numerator: numerator.filter(inSet), denominator: denominator.filter(inSet) }),
      };
    }),
  }));
}

/** What each client of an arm got, over all its own sessions; none where the arm is one player alone. */
function clientSummaries(
  results: Results,
  { seats, clients }: ResultArm,
  sampling: Sampling,
): ClientSummary[] {
  return clients.flatMap((client, player): ClientSummary[] => {
    if (client === undefined) return [];
    const own = [seats[player]!];
    const metrics = results.columns.map((column) => ({
      metric: column.name,
      mean: meanOf(metricRatios(column, results, [own], sampling).arms[0]!),
    }));
    return [{ client, counts: statusCounts(results.table, own), metrics }];
  });
}

function spread(
  column: MetricColumn,
  place: number,
  { seats }: ResultArm,
  units: readonly number[],
  { table }: Results,
): Omit<MetricSummary, "mean" | "interval"> {
  const values = units.flatMap((unit) => seats.flatMap((seat) => table.value(unit, seat, place) ?? []));
  const sorted = Float64Array.from(values).sort();
  return {
    metric: column.name,
    n: values.length,
    median: quantileSorted(sorted, 0.5),
    p5: quantileSorted(sorted, 0.05),
    p95: quantileSorted(sorted, 0.95),
  };
}
