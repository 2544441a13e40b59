import type { MetricColumn } from "../../model/results.js";
import type { SessionIdentity } from "../../model/session.js";
import type { ResultTable } from "../result-table.js";

/** An arm as results have it: a name, and the seats of its players in every unit. */
export interface ResultArm {
  readonly name: string;
  /** Numbers among all seats of a unit. */
  readonly seats: readonly number[];
  /** Of each seat, the client on it; missing where the arm is one player alone. */
  readonly clients: readonly (string | undefined)[];
}

/** The figures of an experiment, and by what they are grouped: plain data, but for the table. */
export interface GroupedFigures {
  readonly scenario: string;
  readonly seed: number;
  /** In the order of the scenario. */
  readonly traces: readonly { readonly name: string; readonly set: string }[];
  readonly arms: readonly ResultArm[];
  /** Of the table, in its order. */
  readonly columns: readonly MetricColumn[];
  readonly table: ResultTable;
  /** Of each unit, the place of its trace. */
  readonly traceOfUnit: Int32Array;
}

/**
 * The figures of an experiment and what they are figures of, wherever they come from: a run that has just ended, or
 * a results folder.
 */
export interface Results extends GroupedFigures {
  /** @throws RangeError where there is no such session */
  identityOf(unit: number, seat: number): SessionIdentity;
}

/** The place of each trace's set among the sets, which are in order of their first trace. */
export function setsOfTraces(traces: GroupedFigures["traces"]): { sets: string[]; setOfTrace: Int32Array } {
  const sets = [...new Set(traces.map(({ set }) => set))];
  return { sets, setOfTrace: Int32Array.from(traces, ({ set }) => sets.indexOf(set)) };
}

/** The place of each unit's trace, where units go trace by trace and each has as many. */
export function tracesByUnit(units: number, unitsOfTrace: number): Int32Array {
  const traces = new Int32Array(units);
  for (let first = 0; first < units; first += unitsOfTrace)
    traces.fill(first / unitsOfTrace, first, first + unitsOfTrace);
  return traces;
}

/** The values that an arm's sessions have in a column of the table, in the order of units. */
export function armValues(
  { table }: Pick<GroupedFigures, "table">,
  { seats }: ResultArm,
  column: number,
): Float64Array {
  const figures = table.column(column);
  const values = new Float64Array(table.units * seats.length);
  let found = 0;
  for (let first = 0; first < figures.length; first += table.seats)
    for (const seat of seats) {
      const value = figures[first + seat]!;
      if (!Number.isNaN(value)) values[found++] = value;
    }
  return values.subarray(0, found);
}
