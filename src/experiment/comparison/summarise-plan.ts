import type { Summary } from "../../model/results.js";
import type { Plan } from "../plan.js";
import type { ResultTable } from "../result-table.js";
import { resultsOfPlan } from "../results/results-of-plan.js";
import { designOfPlan } from "./design.js";
import { summarise } from "./summarise.js";

/** What a plan that has been run shows, by the comparison that it asks for. */
export function summarisePlan(plan: Plan, table: ResultTable): Summary {
  return summarise(resultsOfPlan(plan, table), designOfPlan(plan));
}
