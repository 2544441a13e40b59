import { outsideOptimum } from "../../engine/optimum/index.js";
import { InputError } from "../../errors.js";
import { findQoeModel } from "../../metrics/qoe/index.js";
import type { Plan } from "../plan.js";
import type { KeyPath } from "../scenario/index.js";
import { isPolicyFile } from "../user-policy/index.js";
import { additiveModels } from "./columns.js";

/**
 * Sees to it that a plan's sessions have optima to be compared with.
 *
 * @param where the place of a key of the scenario, for errors
 * @throws InputError when no QoE model is a sum over segments, or a player is not covered
 */
export function checkOptimum(
  { arms, traces, qoe }: Pick<Plan, "arms" | "traces" | "qoe">,
  where: (key: KeyPath) => string,
): void {
  if (additiveModels(qoe).length === 0)
    throw notAdditive(
      qoe.map(({ name }) => name),
      where(["qoe"]),
    );
  for (const [index, { players }] of arms.entries()) {
    const arm = where(["policies", index]);
    if (players.some(({ client }) => client !== undefined))
      throw notCovered(
        arm,
        "clients",
        "they share a link, and each one's best depends on what the others do",
      );
    for (const { settings } of players)
      for (const trace of traces) {
        const outside = outsideOptimum(settings, trace);
        if (outside) throw notCovered(arm, outside.setting, outside.because);
      }
  }
}

/**
 * @param names of models, or paths of files
 * @throws InputError when a model is not known to be a sum over segments; names of none are left to others
 */
export function refuseNotAdditive(names: readonly string[], where: string): void {
  const refused = names.filter(
    (name) => isPolicyFile(name) || findQoeModel(name)?.additivity?.kind === "not additive",
  );
  if (refused.length > 0) throw notAdditive(refused, where);
}

const UNKNOWN = "of a model of one's own that is not known";

function notAdditive(names: readonly string[], where: string): InputError {
  const reasons = names.map((name) => {
    const additivity = findQoeModel(name)?.additivity;
    return additivity?.kind === "not additive" ? `${name} (${additivity.because})` : `${name} (${UNKNOWN})`;
  });
  return new InputError({
    where,
    expected: "a QoE model that is a sum over segments",
    received: reasons.join(", "),
    hint: "Take one that is, such as linear",
  });
}

function notCovered(where: string, setting: string, because: string): InputError {
  return new InputError({
    where,
    expected: "an arm whose optimum can be found",
    received: `${setting} (${because})`,
    hint: "Leave that out, or the arm",
  });
}
