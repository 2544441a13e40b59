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
import { bootstrapRatios } from "../../statistics/index.js";
import { type Results, setsOfTraces } from "../results/results.js";
import type { ContrastInMetric } from "./contrast-in-metric.js";
import { type ComparisonDesign, comparedColumns, controlTraces, splitInSummary } from "./design.js";
import { type MetricRatios, meanOf, unitsIn } from "./metric-ratios.js";
import { statusCounts } from "./status-counts.js";
import { type TableFigures, tableFigures } from "./table-figures.js";
import { CONFIDENCES, verdictsOf } from "./verdicts.js";

/**
 * What results show: of each arm the mean, its interval and quantiles of every metric; of each contrast the
 * difference; and of the metrics that the comparison is about, what the differences show.
 *
 * Intervals are bootstrapped with whole traces, within trace sets: sessions on one trace are not independent.
 *
 * @param figures of these results by this design, where somebody has read them off the table already
 */
export function summarise(
  results: Results,
  design: ComparisonDesign,
  figures: TableFigures = tableFigures(results, design),
): Summary {
  const { columns, arms, traces, seed } = results;
  const { contrasts, weights, controlPercent } = design;
  const armPlace = (name: string) => arms.findIndex((arm) => arm.name === name);
  const inControl = controlTraces(traces, seed, controlPercent);
  const { setOfTrace } = setsOfTraces(traces);
  // Whoever is hashed into groups is drawn from the whole audience: the groups are the strata, not the sets.
  const strata = inControl ? Int32Array.from(inControl) : setOfTrace;

  const ratios = figures.columns.map((ofColumn) => ofColumn.ratios);
  const counts = arms.map((arm) => statusCounts(results.table, arm.seats));
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
  const compared = comparedColumns(results, design);
  const inArm = inControl?.map((one) => 1 - one);
  const verdicts = verdictsOf(
    results,
    compared.flatMap((name) => contrasted.filter(({ column }) => column.name === name)),
    design,
    { strata, counts, ...(inArm && { inArm }) },
  );
  return {
    scenario: results.scenario,
    control: design.control,
    contrasts,
    sessions: counts.reduce(
      (sum, { completed, quit, starved, failed }) => sum + completed + quit + starved + failed,
      0,
    ),
    traces: traces.length,
    columns,
    compared,
    arms: arms.map((arm, place): ArmSummary => {
      const metrics = columns.map(
        (column, index): MetricSummary => ({
          metric: column.name,
          ...figures.columns[index]!.spreads[place]!,
          mean: meanOf(ratios[index]!.arms[place]!),
          interval: within(column, estimates[index * arms.length + place]!.intervals[0]),
        }),
      );
      const sets = setSummaries(results, place, compared, ratios);
      const clients = arm.clients.flatMap((client, player): ClientSummary[] => {
        if (client === undefined) return [];
        const means = columns.map(({ name }, index) => ({
          metric: name,
          mean: figures.columns[index]!.clients[place]![player],
        }));
        return [{ client, counts: statusCounts(results.table, [arm.seats[player]!]), metrics: means }];
      });
      return {
        policy: arm.name,
        counts: counts[place]!,
        analytics: figures.analytics[place]!,
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
    n: mean === undefined ? 0 : unitsIn(ratios.units[arm]!),
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
