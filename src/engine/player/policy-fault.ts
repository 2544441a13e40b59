import type { Decision } from "../../model/policy.js";

/** The methods of a policy that the engine calls. */
const POLICY_METHODS = ["decide", "onSample", "onProgress", "onIdle", "onStall", "onSeek"] as const;
export type PolicyMethod = (typeof POLICY_METHODS)[number];

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
  if (decision instanceof Promise)
    throw new PolicyFault(
      "decide() returned a promise: expected { level } at once, so decide cannot be async",
    );
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

/** Seconds: a policy that waits for more than a day means something else. */
const LONGEST_WAIT = 86_400;

/** @throws PolicyFault when the wait is not a number of seconds from 0 to a day */
export function checkedWait(decision: Decision): number {
  const { waitSeconds } = decision;
  if (waitSeconds === undefined) return 0;
  if (typeof waitSeconds !== "number" || !(waitSeconds >= 0 && waitSeconds <= LONGEST_WAIT))
    throw new PolicyFault(
      `decide() returned waitSeconds ${shown(waitSeconds)}: expected a number of seconds from 0 to ${LONGEST_WAIT}`,
    );
  return waitSeconds;
}

/**
 * @param policy what a factory returned, and may be anything
 * @returns why it is no policy; undefined if it is one
 */
export function policyProblem(policy: unknown): string | undefined {
  if (policy instanceof Promise) return "the factory returned a promise: it cannot be async";
  if (typeof policy !== "object" || policy === null || !("decide" in policy))
    return "the factory returned no policy: expected { decide }";
  for (const method of POLICY_METHODS) {
    const value = (policy as Readonly<Record<string, unknown>>)[method];
    if (typeof value !== "function" && (value !== undefined || method === "decide"))
      return `the factory returned a policy whose ${method} is ${shown(value)}: expected a function`;
  }
  return undefined;
}

/** Words for what a policy threw, which may be anything, in one line. */
export function describeThrown(thrown: unknown): string {
  try {
    const words = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    return words.replaceAll(/\s+/g, " ");
  } catch {
    return "something that cannot be put into words";
  }
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : String(value);
}
