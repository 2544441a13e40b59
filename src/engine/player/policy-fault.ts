import type { Decision } from "../../model/policy.js";
import { abandonmentProblem, levelProblem, partProblem } from "../../model/policy-problems.js";

/** The policy broke its contract: the session fails, with this message, and the others go on. */
export class PolicyFault extends Error {
  override readonly name = "PolicyFault";
}

/**
 * @returns the level that the policy decided on, a place in the ladder
 * @throws PolicyFault when the decision is none, or a part of it neither a figure nor a text, as it should be
 */
export function checkedLevel(decision: Decision | undefined, levels: number): number {
  const level = decision?.level;
  if (
    decision === undefined ||
    level === undefined ||
    !(Number.isInteger(level) && level >= 0 && level < levels)
  )
    throw new PolicyFault(levelProblem(decision, levels));
  const { replaceFrom, estimate, reason } = decision;
  if (replaceFrom !== undefined && typeof replaceFrom !== "number")
    throw partFault("replaceFrom", replaceFrom);
  // What is only noted down may be an odd figure, and null is a way to leave it out.
  if ((estimate ?? undefined) !== undefined && typeof estimate !== "number")
    throw partFault("estimate", estimate);
  if ((reason ?? undefined) !== undefined && typeof reason !== "string") throw partFault("reason", reason);
  return level;
}

const partFault = (name: "replaceFrom" | "estimate" | "reason", value: unknown): PolicyFault =>
  new PolicyFault(partProblem(name, value));

/** @throws PolicyFault when the wait is not a number of seconds from 0 to a day */
export function checkedWait({ waitSeconds }: Decision): number {
  if (waitSeconds === undefined) return 0;
  const problem = partProblem("waitSeconds", waitSeconds);
  if (problem !== undefined) throw new PolicyFault(problem);
  return waitSeconds;
}

/**
 * @returns the level that the policy would rather have than what is under way, if it gives that up
 * @throws PolicyFault when it gives it up for no level
 */
export function checkedAbandonment(
  answer: { readonly abandonTo: number } | undefined,
  levels: number,
): number | undefined {
  const problem = abandonmentProblem(answer, levels);
  if (problem !== undefined) throw new PolicyFault(problem);
  return answer ? answer.abandonTo : undefined;
}
