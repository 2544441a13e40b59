/** The door of this folder: the best plan for a session. */

export { type BestPlan, bestPlan } from "./best-plan.js";
export { type NotBounded, notBounded } from "./bounded.js";
export { following, type Plan } from "./plan.js";
export type { OptimumProblem } from "./problem.js";
export { type OutsideOptimum, outsideOptimum } from "./scope.js";
