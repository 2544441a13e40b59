import type { Decision } from "../../model/policy.js";

/** The policy broke its contract: the session fails, with this message, and the others go on. */
export class PolicyFault extends Error {
  override readonly name = "PolicyFault";
}

/**
 * @returns the level that the policy decided on, a place in the ladder
 * @throws PolicyFault when the decision is none
 */
export function checkedLevel(decision: Decision | undefined, levels: number): number {
  // Policies may be plain JavaScript: what their types promise is checked here.
  if (typeof decision !== "object" || decision === null)
    throw new PolicyFault(
      `decide() returned ${shown(decision)}: expected { level } with a level from 0 to ${levels - 1}`,
    );
  const { level } = decision;
  if (!Number.isInteger(level) || level < 0 || level >= levels)
    throw new PolicyFault(
      `decide() returned level ${shown(level)}: expected an integer from 0 to ${levels - 1}`,
    );
  return level;
}

/** @throws PolicyFault when the wait is not a finite number of seconds, 0 or more */
export function checkedWait(decision: Decision): number {
  const { waitSeconds } = decision;
  if (waitSeconds === undefined) return 0;
  if (!(waitSeconds >= 0 && waitSeconds < Number.POSITIVE_INFINITY))
    throw new PolicyFault(
      `decide() returned waitSeconds ${shown(waitSeconds)}: expected a finite number of seconds, 0 or more`,
    );
  return waitSeconds;
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : String(value);
}
