import type { MetricColumn } from "../../model/results.js";
import type { GroupedFigures } from "../results/results.js";

/** A metric session by session: columns of the table, and which of its units count. */
export interface MetricSessions {
  /** The metric itself. */
  readonly values: Float64Array;
  /** What its mean is made of: sums of these over sums of those; missing: over the number of sessions. */
  readonly numerator: readonly Float64Array[];
  readonly denominator: readonly Float64Array[] | undefined;
  /** By unit, 1 where every session has a value. */
  readonly counted: Uint8Array;
}

/**
 * A metric is taken over the units in which all arms have a value, so that arms are compared on the same sessions. An
 * arm that never has one, because the mechanism that is measured is off there or all its sessions failed, takes no
 * part in that metric.
 *
 * @param seats of each arm, the seats that count
 */
export function metricSessions(
  column: MetricColumn,
  { columns, table }: Pick<GroupedFigures, "columns" | "table">,
  seats: readonly (readonly number[])[],
): MetricSessions {
  const columnOf = (name: string) => table.column(columns.findIndex((other) => other.name === name));
  const values = columnOf(column.name);
  const numerator = column.ratioOf?.numerator.map(columnOf) ?? [values];
  const denominator = column.ratioOf?.denominator.map(columnOf);
  const parts = [...new Set([values, ...numerator, ...(denominator ?? [])])];
  const has = (session: number) => parts.every((part) => !Number.isNaN(part[session]));
  const taking = seats.filter((ofArm) => someSession(table, ofArm, has)).flat();
  const counted = new Uint8Array(table.units).fill(taking.length === 0 ? 0 : 1);
  for (const part of parts)
    for (const seat of taking)
      for (let unit = 0, session = seat; unit < table.units; unit++, session += table.seats)
        if (Number.isNaN(part[session])) counted[unit] = 0;
  return { values, numerator, denominator, counted };
}

function someSession(
  { statuses, seats: inUnit }: GroupedFigures["table"],
  seats: readonly number[],
  passes: (session: number) => boolean,
): boolean {
  for (let first = 0; first < statuses.length; first += inUnit)
    for (const seat of seats) if (passes(first + seat)) return true;
  return false;
}

/**
 * Visits what an arm's sessions have in a metric, unit by unit.
 *
 * @param units of each trace, how many of its units count in this arm: all that do, or none
 */
export function forEachValue(
  { values, counted }: MetricSessions,
  { table, traceOfUnit }: Pick<GroupedFigures, "table" | "traceOfUnit">,
  seats: readonly number[],
  units: Uint32Array,
  visit: (value: number, trace: number) => void,
): void {
  const { seats: inUnit } = table;
  for (let unit = 0; unit < counted.length; unit++) {
    const trace = traceOfUnit[unit]!;
    if (counted[unit] === 0 || units[trace] === 0) continue;
    for (let player = 0; player < seats.length; player++) {
      const value = values[unit * inUnit + seats[player]!]!;
      if (!Number.isNaN(value)) visit(value, trace);
    }
  }
}
