import { videoFromSegments } from "../model/video.js";
import { withEstimators } from "../policies/estimator-options.js";
import type { Plan, PlannedPlayer } from "./plan.js";

/**
 * What policies are handed: estimators by name made into factories, which could not have been sent to a thread, and
 * everything frozen again, which has thawed on the way.
 */
export function sealedPlan(plan: Plan): Plan {
  const arms = plan.arms.map((arm) => ({
    ...arm,
    players: arm.players.map((player) => ({ ...player, options: deepFrozen(optionsOf(player)) })),
  }));
  return { ...plan, arms, videos: plan.videos.map(videoFromSegments) };
}

const optionsOf = ({ policy, options }: PlannedPlayer): PlannedPlayer["options"] =>
  policy.kind === "library" ? withEstimators(policy.name, options) : options;

function deepFrozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFrozen(inner);
  return Object.freeze(value);
}
