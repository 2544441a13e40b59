import type {
  ArmSummary,
  ClientSummary,
  MetricColumn,
  MetricSummary,
  PairedDifference,
  StatusCounts,
  Summary,
} from "../model/results.js";
import { randomStream } from "../random.js";
import { bootstrapRatios, quantileSorted, type RatioColumn, sum } from "../statistics/index.js";
import { columnsOf, type Plan, seatsByArm, sessionCount, unitAt } from "./plan.js";
import type { ResultTable } from "./result-table.js";

const RESAMPLES = 10_000;

/** CTA-2066: stalled time as a share of all time watched, startup and seeks included. */
const STALL_OVER_WATCHED: MetricColumn = {
  name: "stall_s",
  label: "stall over watched",
  unit: "",
  better: "lower",
  ratioOf: { numerator: ["stall_s"], denominator: ["watched_s"] },
};

/**
 * What an experiment shows: of each arm the mean, its interval and quantiles of every metric, and of each arm but
 * the control the paired difference to it.
 *
 * A metric is taken over the units in which all arms have a value, so that arms are compared on the same sessions.
 * Intervals are bootstrapped with whole traces, within trace sets: sessions on one trace are not independent.
 */
export function summarise(plan: Plan, table: ResultTable): Summary {
  const columns = columnsOf(plan);
  const clusters = clusterByTrace(plan, table.units);
  const seats = seatsByArm(plan);
  const control = plan.arms.findIndex((arm) => arm.name === plan.compare.control);
  const others = plan.arms.map((_, arm) => arm).filter((arm) => arm !== control);

  const ratios = columns.map((column) => ratiosOf(column, columns, table, clusters, seats));
  const ofArms = ratios.flatMap(({ arms }) => arms);
  const ofPairs = ratios.flatMap(({ arms }) =>
    others.map((arm) => ({ ...arms[arm]!, minus: arms[control]! })),
  );
  const intervals = bootstrapRatios({
    columns: [...ofArms, ...ofPairs],
    strata: clusters.strata,
    resamples: RESAMPLES,
    random: randomStream(plan.seed, "bootstrap"),
  });

  const metricsOf = (arm: number): MetricSummary[] =>
    columns.map((column, index) => {
      const { arms, units } = ratios[index]!;
      const interval = intervals[index * plan.arms.length + arm];
      return { ...spread(column, index, seats[arm]!, units, table), mean: meanOf(arms[arm]!), interval };
    });
  const clientsOf = (arm: number): ClientSummary[] =>
    plan.arms[arm]!.players.map(({ client = "" }, player) => {
      const seat = seats[arm]![player]!;
      const metrics = columns.map((column) => ({
        metric: column.name,
        mean: meanOf(ratiosOf(column, columns, table, clusters, [[seat]]).arms[0]!),
      }));
      return { client, counts: statusCounts(table, [seat]), metrics };
    });
  const differences = columns.flatMap((column, index): PairedDifference[] =>
    others.map((arm, place) => {
      const { arms, units } = ratios[index]!;
      const interval = intervals[ofArms.length + index * others.length + place];
      const mean = difference(meanOf(arms[arm]!), meanOf(arms[control]!));
      return {
        policy: plan.arms[arm]!.name,
        control: plan.compare.control,
        metric: column.name,
        n: mean === undefined ? 0 : units.length,
        mean,
        interval: mean === undefined ? undefined : interval,
      };
    }),
  );
  const stallOverWatched = ratiosOf(STALL_OVER_WATCHED, columns, table, clusters, seats);
  return {
    scenario: plan.scenario,
    control: plan.compare.control,
    sessions: sessionCount(plan),
    traces: plan.traces.length,
    columns,
    compared: plan.compare.metrics,
    arms: plan.arms.map(
      (arm, index): ArmSummary => ({
        policy: arm.name,
        counts: statusCounts(table, seats[index]!),
        stallOverWatched: meanOf(stallOverWatched.arms[index]!),
        metrics: metricsOf(index),
        ...(arm.players[0]!.client !== undefined && { clients: clientsOf(index) }),
      }),
    ),
    differences,
  };
}

interface Clusters {
  /** Of each unit, the place of its trace. */
  readonly ofUnit: Int32Array;
  /** Of each trace, the place of its set. */
  readonly strata: Int32Array;
}

function clusterByTrace(plan: Plan, units: number): Clusters {
  const sets = [...new Set(plan.traces.map((trace) => trace.set))];
  return {
    ofUnit: Int32Array.from({ length: units }, (_, unit) => unitAt(plan, unit).trace),
    strata: Int32Array.from(plan.traces, (trace) => sets.indexOf(trace.set)),
  };
}

/** A metric of every arm as sums over each trace, whose ratio is its mean, and the units that went into it. */
interface MetricRatios {
  readonly arms: readonly RatioColumn[];
  readonly units: readonly number[];
}

function ratiosOf(
  column: MetricColumn,
  columns: readonly MetricColumn[],
  table: ResultTable,
  { ofUnit, strata }: Clusters,
  seats: readonly (readonly number[])[],
): MetricRatios {
  const placeOf = (name: string) => columns.findIndex((other) => other.name === name);
  const own = [placeOf(column.name)];
  const numerator = column.ratioOf?.numerator.map(placeOf) ?? own;
  const denominator = column.ratioOf?.denominator.map(placeOf);
  const needed = [...own, ...numerator, ...(denominator ?? [])];
  const units = unitsWithValues(table, needed, seats);
  const arms = seats.map((ofArm): RatioColumn => {
    const above = new Float64Array(strata.length);
    const below = new Float64Array(strata.length);
    for (const unit of units)
      for (const seat of ofArm) {
        if (table.value(unit, seat, own[0]!) === undefined) continue;
        const trace = ofUnit[unit]!;
        for (const place of numerator) above[trace]! += table.value(unit, seat, place)!;
        if (denominator === undefined) below[trace]! += 1;
        else for (const place of denominator) below[trace]! += table.value(unit, seat, place)!;
      }
    return { numerator: above, denominator: below };
  });
  return { arms, units };
}

/**
 * The units in which every session has a value in all of these columns. An arm that never has one, because the
 * mechanism that is measured is off there or all its sessions failed, takes no part in that metric.
 */
function unitsWithValues(
  table: ResultTable,
  places: readonly number[],
  seats: readonly (readonly number[])[],
): number[] {
  const has = (unit: number, seat: number) =>
    places.every((place) => table.value(unit, seat, place) !== undefined);
  const all = Array.from({ length: table.units }, (_, unit) => unit);
  const taking = seats.filter((ofArm) => all.some((unit) => ofArm.some((seat) => has(unit, seat)))).flat();
  return taking.length === 0 ? [] : all.filter((unit) => taking.every((seat) => has(unit, seat)));
}

function spread(
  column: MetricColumn,
  place: number,
  seats: readonly number[],
  units: readonly number[],
  table: ResultTable,
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

function meanOf({ numerator, denominator }: RatioColumn): number | undefined {
  const below = sum(denominator);
  return below > 0 ? sum(numerator) / below : undefined;
}

function difference(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a - b;
}

function statusCounts(table: ResultTable, seats: readonly number[]): StatusCounts {
  const counts = { completed: 0, quit: 0, starved: 0, failed: 0 };
  for (let unit = 0; unit < table.units; unit++)
    for (const seat of seats) {
      const status = table.status(unit, seat);
      if (status !== undefined) counts[status]++;
    }
  return counts;
}
