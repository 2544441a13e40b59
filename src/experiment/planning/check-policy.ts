import { excerpt, InputError } from "../../errors.js";
import { checkOptions, type OptionProblem } from "../../policies/check-options.js";
import { suggestion } from "../../suggestion.js";
import type { Arm } from "../scenario/index.js";
import { isPolicyFile } from "../user-policy/index.js";

/** A policy and its options, as an arm or a client names them. */
export type Uses = Pick<Arm, "use" | "options">;

/** Whether the policy exists and takes its options. Options of a user's own policy are its own business. */
export function checkPolicy(arm: Uses, where: (...key: string[]) => string): void {
  if (isPolicyFile(arm.use)) return;
  const problem = checkOptions(arm.use, arm.options);
  if (problem) throw describeProblem(problem, arm, where);
}

function describeProblem(problem: OptionProblem, arm: Uses, where: (...key: string[]) => string): InputError {
  switch (problem.kind) {
    case "unknown policy":
      return new InputError({
        where: where("use"),
        expected: "a known policy or the path of a policy file",
        received: excerpt(problem.name),
        hint: suggestion(problem.name, problem.known),
      });
    case "unknown estimator":
      return new InputError({
        where: where("options", ...problem.path),
        expected: "a known estimator",
        received: excerpt(problem.name),
        hint: suggestion(problem.name, problem.known),
      });
    case "unknown option":
      return new InputError({
        where: placeOf(problem, where),
        expected: `an option of ${problem.within?.estimator ?? arm.use}`,
        received: excerpt(problem.option),
        hint: suggestion(problem.option, problem.known),
      });
    case "wrong value":
      return new InputError({
        where: placeOf(problem, where),
        expected: problem.expected,
        received: excerpt(problem.received),
      });
  }
}

/** Where an option was written: among the policy's, or below one of them among an estimator's. */
function placeOf(
  { option, within }: Extract<OptionProblem, { readonly option: string }>,
  where: (...key: string[]) => string,
): string {
  return within ? where("options", within.option, option) : where("options", option);
}
