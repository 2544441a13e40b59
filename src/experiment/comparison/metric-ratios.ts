import type { MetricColumn } from "../../model/results.js";
import type { RatioColumn } from "../../statistics/index.js";
import { sum } from "../../statistics/index.js";
import type { Results } from "../results/results.js";

/** Which sessions of which arms enter a comparison, and what each trace counts. */
export interface Sampling {
  /** By trace; 1 where nothing is weighted. */
  readonly weights: Float64Array;
  /** Whether an arm is looked at on a trace: always, in a paired design. */
  takes(arm: number, trace: number): boolean;
}

/** A metric of every arm as sums over each trace, whose ratio is its mean, and the units that went into it. */
export interface MetricRatios {
  readonly arms: readonly RatioColumn[];
  /** By arm. */
  readonly units: readonly (readonly number[])[];
}

/**
 * A metric is taken over the units in which all arms have a value, so that arms are compared on the same sessions.
 *
 * @param seats of each arm, the seats that count
 */
export function metricRatios(
  column: MetricColumn,
  { columns, table, traceOfUnit, traces }: Results,
  seats: readonly (readonly number[])[],
  { weights, takes }: Sampling,
): MetricRatios {
  const placeOf = (name: string) => columns.findIndex((other) => other.name === name);
  const own = placeOf(column.name);
  const numerator = column.ratioOf?.numerator.map(placeOf) ?? [own];
  const denominator = column.ratioOf?.denominator.map(placeOf);
  const units = unitsWithValues(table, [own, ...numerator, ...(denominator ?? [])], seats);
  const unitsOfArm = seats.map((_, arm) => units.filter((unit) => takes(arm, traceOfUnit[unit]!)));
  const arms = seats.map((ofArm, arm): RatioColumn => {
    const above = new Float64Array(traces.length);
    const below = new Float64Array(traces.length);
    for (const unit of unitsOfArm[arm]!)
      for (const seat of ofArm) {
        if (table.value(unit, seat, own) === undefined) continue;
        const trace = traceOfUnit[unit]!;
        // A session of several clients is one pair with the control's one: each client counts its part.
        const weight = weights[trace]! / ofArm.length;
        for (const place of numerator) above[trace]! += weight * table.value(unit, seat, place)!;
        if (denominator === undefined) below[trace]! += weight;
        else for (const place of denominator) below[trace]! += weight * table.value(unit, seat, place)!;
      }
    return { numerator: above, denominator: below };
  });
  return { arms, units: unitsOfArm };
}

/**
 * The units in which every session has a value in all of these columns. An arm that never has one, because the
 * mechanism that is measured is off there or all its sessions failed, takes no part in that metric.
 */
function unitsWithValues(
  table: Results["table"],
  places: readonly number[],
  seats: readonly (readonly number[])[],
): number[] {
  const has = (unit: number, seat: number) =>
    places.every((place) => table.value(unit, seat, place) !== undefined);
  const all = Array.from({ length: table.units }, (_, unit) => unit);
  const taking = seats.filter((ofArm) => all.some((unit) => ofArm.some((seat) => has(unit, seat)))).flat();
  return taking.length === 0 ? [] : all.filter((unit) => taking.every((seat) => has(unit, seat)));
}

/** The mean, or the ratio of sums; undefined where nothing is below the line. */
export function meanOf({ numerator, denominator }: RatioColumn): number | undefined {
  const below = sum(denominator);
  return below > 0 ? sum(numerator) / below : undefined;
}
