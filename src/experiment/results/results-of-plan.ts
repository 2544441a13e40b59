import { columnsOf, identityOf, type Plan, seatsByArm, seatsOf, unitAt } from "../plan.js";
import type { ResultTable } from "../result-table.js";
import type { Results } from "./results.js";

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
    traceOfUnit: Int32Array.from({ length: table.units }, (_, unit) => unitAt(plan, unit).trace),
    identityOf: (unit, seat) => identityOf(plan, seats[seat]!, unitAt(plan, unit)),
  };
}
