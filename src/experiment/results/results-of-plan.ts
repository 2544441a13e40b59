import { columnsOf, identityOf, type Plan, seatsByArm, seatsOf, unitAt, unitCount } from "../plan.js";
import type { ResultTable } from "../result-table.js";
import { type Results, tracesByUnit } from "./results.js";

/** The results of a plan that has just been run. */
export function resultsOfPlan(plan: Plan, table: ResultTable): Results {
  const seats = seatsOf(plan);
  const byArm = seatsByArm(plan);
  return {
    scenario: plan.scenario,
    seed: plan.seed,
    traces: plan.traces.map(({ name, set }) => ({ name, set })),
    arms: plan.arms.map(({ name, players }, arm) => ({
      name,
      seats: byArm[arm]!,
      clients: players.map(({ client }) => client),
    })),
    columns: columnsOf(plan),
    table,
    traceOfUnit: tracesByUnit(table.units, unitCount(plan) / plan.traces.length),
    identityOf: (unit, seat) => identityOf(plan, seats[seat]!, unitAt(plan, unit)),
  };
}
