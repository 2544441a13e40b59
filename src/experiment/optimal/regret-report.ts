import type { MetricColumn, Summary } from "../../model/results.js";
import type { RegretOfArm, RegretOfModel, RegretReport, RegretRow } from "../../report/regret/index.js";
import { mean } from "../../statistics/index.js";
import { columnsOf, identityOf, type Plan, seatsOf, unitAt } from "../plan.js";
import type { ResultTable } from "../result-table.js";
import { additiveModels, optimumNames } from "./columns.js";

/** What an experiment shows about regret, if its plan asks for optima. */
export function regretReport(plan: Plan, table: ResultTable, summary: Summary): RegretReport {
  const columns = columnsOf(plan);
  return {
    scenario: plan.scenario,
    traces: plan.traces.length,
    sessions: summary.sessions,
    models: additiveModels(plan.qoe).map(({ name, unit }): RegretOfModel => {
      const { lower, upper, regret } = optimumNames(name);
      const places = [`qoe_${name}`, lower, upper, regret].map((column) => placeOf(columns, column));
      const seats = seatsOf(plan).map((_, seat) => rowsOf(plan, table, seat, places));
      const compared = unitsOfAll(seats, table.units);
      const arms = plan.arms.map(({ name: policy }, seat): RegretOfArm => {
        const { counts, metrics } = summary.arms[seat]!;
        const interval = metrics.find(({ metric }) => metric === regret)?.interval;
        const rows = compared.flatMap((unit) => seats[seat]!.get(unit) ?? []);
        return { policy, counts, interval, ...meansOf(rows) };
      });
      return { model: name, unit, arms, rows: seats.flatMap((rows) => [...rows.values()]) };
    }),
  };
}

function placeOf(columns: readonly MetricColumn[], name: string): number {
  return columns.findIndex((column) => column.name === name);
}

/** The sessions of a player, by unit. */
function rowsOf(
  plan: Plan,
  table: ResultTable,
  number: number,
  places: readonly number[],
): Map<number, RegretRow> {
  const seat = seatsOf(plan)[number]!;
  const rows = new Map<number, RegretRow>();
  for (let unit = 0; unit < table.units; unit++) {
    const status = table.status(unit, number);
    if (status === undefined) continue;
    const [achieved, lower, upper, regret] = places.map((place) => table.value(unit, number, place));
    rows.set(unit, {
      identity: identityOf(plan, seat, unitAt(plan, unit)),
      status,
      achieved,
      lower,
      upper,
      regret,
    });
  }
  return rows;
}

/** The units in which all have a regret who ever have one: as in every comparison. */
function unitsOfAll(seats: readonly ReadonlyMap<number, RegretRow>[], units: number): number[] {
  const has = (rows: ReadonlyMap<number, RegretRow>, unit: number) => rows.get(unit)?.regret !== undefined;
  const all = Array.from({ length: units }, (_, unit) => unit);
  const taking = seats.filter((rows) => all.some((unit) => has(rows, unit)));
  return taking.length === 0 ? [] : all.filter((unit) => taking.every((rows) => has(rows, unit)));
}

function meansOf(all: readonly RegretRow[]): Omit<RegretOfArm, "policy" | "counts" | "interval"> {
  const rows = all.filter((row) => row.regret !== undefined);
  const meanOf = (read: (row: RegretRow) => number | undefined) =>
    mean(rows.flatMap((row) => read(row) ?? []));
  const achieved = meanOf((row) => row.achieved);
  const lower = meanOf((row) => row.lower);
  return {
    n: rows.length,
    achieved,
    lower,
    upper: meanOf((row) => row.upper),
    regret: meanOf((row) => row.regret),
    atMost: meanOf((row) => Math.max(0, row.upper! - row.achieved!)),
    share: achieved !== undefined && lower !== undefined && lower > 0 ? achieved / lower : undefined,
  };
}
