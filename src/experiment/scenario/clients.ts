import type { SessionSettings } from "../../model/settings/index.js";
import { defaultArmName } from "./arm-name.js";
import type { KeyPath } from "./document.js";
import { toInside } from "./inside.js";
import type { LayerStack } from "./layer-stack.js";
import type { Arm, Scenario, VideoSource } from "./scenario.js";
import { clientSpecsOf, settled, stackOf } from "./settings.js";

/** Clients of one link that are alike, with everything that the arm leaves them. */
export interface Client {
  /** Its own, or its policy's: several may have one name. */
  readonly name: string;
  /** A built-in policy's name, or a policy file's path as written. */
  readonly use: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** How many there are. */
  readonly count: number;
  /** When they press play; seconds. */
  readonly startAt: number;
  readonly settings: SessionSettings;
  /** Missing: the arm's. */
  readonly video?: VideoSource;
  /** Where the scenario says it. */
  readonly path: KeyPath;
}

/** The clients of an arm in their order; none where the arm is one client alone. */
export function clientsOf(scenario: Scenario, arm: Arm): Client[] {
  return clientSpecsOf(scenario, arm).map((spec, index) => {
    const use = spec.use ?? arm.use;
    const { startAt } = toInside({ startAtSeconds: spec.startAtSeconds });
    return {
      name: spec.name ?? defaultArmName(use),
      use,
      // The arm's options are for the arm's policy, and may mean nothing to another.
      options: spec.use === undefined ? { ...arm.options, ...spec.options } : spec.options,
      count: spec.count,
      startAt,
      settings: settled(clientStack(scenario, arm, index)),
      ...(spec.video && { video: spec.video }),
      path: clientPath(scenario, arm, index),
    };
  });
}

/** The layers of an arm's clients, one stack each. */
export function clientStacks(scenario: Scenario, arm: Arm): LayerStack[] {
  return clientSpecsOf(scenario, arm).map((_, index) => clientStack(scenario, arm, index));
}

export function clientStack(scenario: Scenario, arm: Arm, index: number): LayerStack {
  const { player, viewer, device } = clientSpecsOf(scenario, arm)[index]!;
  return stackOf(scenario, arm, {
    layer: { player, viewer, device },
    path: clientPath(scenario, arm, index),
  });
}

function clientPath(scenario: Scenario, arm: Arm, index: number): KeyPath {
  return arm.clients ? ["policies", scenario.policies.indexOf(arm), "clients", index] : ["clients", index];
}
