import { videoFromSegments } from "../model/video.js";
import { withEstimators } from "../policies/estimator-options.js";
import { BlockBuilder, type WrittenDown } from "./block-builder.js";
import { type Plan, type PlannedArm, type PlannedPlayer, type Unit, unitAt } from "./plan.js";
import { loadPolicy } from "./policy-source.js";
import type { ResultBlock } from "./result-table.js";
import { Scorer } from "./scorer.js";
import { ArmSimulator, type SimulatedSession } from "./simulate-arm.js";

/** Simulates the units of a plan; one in each thread. */
export interface UnitSimulator {
  /** Simulates `count` units from `first` on, every arm in each. */
  block(first: number, count: number): ResultBlock;
  /** Simulates the sessions of one arm alone, one a player; undefined where the arm takes no part. */
  arm(arm: number, unit: Unit): readonly SimulatedSession[] | undefined;
}

export async function createUnitSimulator(given: Plan, written: WrittenDown): Promise<UnitSimulator> {
  const plan = sealed(given);
  const policies = await Promise.all(
    plan.arms.map(({ players }) => Promise.all(players.map(({ policy }) => loadPolicy(policy)))),
  );
  const arms = new ArmSimulator(plan, policies);
  const scorer = new Scorer(plan);
  return {
    arm: (arm, unit) => arms.simulate(arm, unit),
    block(first, count) {
      const block = new BlockBuilder(plan, scorer, written, first, count);
      for (let unit = first; unit < first + count; unit++)
        plan.arms.forEach((_, arm) => {
          const sessions = arms.simulate(arm, unitAt(plan, unit));
          if (sessions) block.add(unit, arm, sessions);
        });
      return block.finish();
    },
  };
}

/**
 * What policies are handed: estimators by name made into factories, which could not have been sent to a thread, and
 * everything frozen again, which has thawed on the way.
 */
function sealed(plan: Plan): Plan {
  const arms = plan.arms.map((arm): PlannedArm => {
    const players = arm.players.map((player) => ({ ...player, options: deepFrozen(optionsOf(player)) }));
    return { ...arm, players };
  });
  return { ...plan, arms, videos: plan.videos.map(videoFromSegments) };
}

const optionsOf = ({ policy, options }: PlannedPlayer): PlannedPlayer["options"] =>
  policy.kind === "library" ? withEstimators(policy.name, options) : options;

function deepFrozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFrozen(inner);
  return Object.freeze(value);
}
