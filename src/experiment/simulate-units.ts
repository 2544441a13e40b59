import type { Beacon } from "./beacon.js";
import { BlockBuilder, type WrittenDown } from "./block-builder.js";
import { type Plan, type Unit, unitAt, videoPlace } from "./plan.js";
import { loadPolicy } from "./policy-source.js";
import { loadQoeModel } from "./qoe-source.js";
import type { ResultBlock } from "./result-table.js";
import { Scorer } from "./scorer.js";
import { sealedPlan } from "./sealed-plan.js";
import { SessionLines } from "./session-lines.js";
import { ArmSimulator, type SimulatedSession } from "./simulate-arm.js";

/** Simulates the units of a plan; one in each thread. */
export interface UnitSimulator {
  /** Simulates `count` units from `first` on, every arm in each. */
  block(first: number, count: number): ResultBlock;
  /** Simulates the sessions of one arm alone, one a player; undefined where the arm takes no part. */
  arm(arm: number, unit: Unit): readonly SimulatedSession[] | undefined;
}

/** @param beacon is told of each session before it is simulated */
export async function createUnitSimulator(
  given: Plan,
  written: WrittenDown,
  beacon?: Beacon,
): Promise<UnitSimulator> {
  const plan = sealedPlan(given);
  const policies = await Promise.all(
    plan.arms.map(({ players }) => Promise.all(players.map(({ policy }) => loadPolicy(policy)))),
  );
  const arms = new ArmSimulator(plan, policies);
  const scorer = new Scorer(plan, await Promise.all(plan.qoe.map(loadQoeModel)));
  const tools = { plan, scorer, written, lines: new SessionLines(plan, written) };
  return {
    arm: (arm, unit) => arms.simulate(arm, unit),
    block(first, count) {
      const block = new BlockBuilder(tools, first, count);
      for (let index = first; index < first + count; index++) {
        const unit = unitAt(plan, index);
        for (let arm = 0; arm < plan.arms.length; arm++) {
          beacon?.at(sessionInWords(plan, arm, unit));
          const sessions = arms.simulate(arm, unit);
          if (sessions) block.add(index, unit, arm, sessions);
        }
      }
      beacon?.at("");
      return block.finish();
    },
  };
}

function sessionInWords(plan: Plan, arm: number, unit: Unit): string {
  const place = videoPlace(plan, { arm, player: 0 }, unit);
  const video = place === undefined ? "" : `, ${plan.videos[place]!.name}`;
  return `${plan.arms[arm]!.name} on ${plan.traces[unit.trace]!.name}${video}, replicate ${unit.replicate}`;
}
