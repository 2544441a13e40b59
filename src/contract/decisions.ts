import type { Decision } from "../model/policy.js";
import { abandonmentProblem, DECISION_KEYS, decisionProblem, shownValue } from "../model/policy-problems.js";
import { suggestion } from "../suggestion.js";
import type { TakenDecision } from "./play.js";

/** What a policy did that it must not, in words that follow its name or stand alone. */
export class Breach extends Error {
  override readonly name = "Breach";
}

/** @throws Breach unless it holds */
export function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Breach(otherwise);
}

/** @throws Breach unless there is no problem */
export function mustHaveNo(problem: string | undefined): void {
  if (problem !== undefined) throw new Breach(problem);
}

/** @throws Breach when a player could make nothing of the decision */
export function mustBeLegal(decision: TakenDecision, levelCount: number): void {
  const { abandonTo } = decision;
  mustHaveNo(decisionProblem(decision, levelCount));
  mustHaveNo(abandonTo === undefined ? undefined : abandonmentProblem({ abandonTo }, levelCount));
}

/** @throws Breach at a key that no player reads, with the one that was most likely meant */
export function mustBeKnown(decision: Decision): void {
  const unknown = Object.keys(decision).find((key) => !DECISION_KEYS.includes(key));
  if (unknown === undefined) return;
  throw new Breach(
    `decide() returned ${unknown}, which no player reads. ${suggestion(unknown, DECISION_KEYS)}`,
  );
}

/** @throws Breach at the first decision that differs */
export function mustEqual(
  actual: readonly TakenDecision[],
  expected: readonly TakenDecision[],
  otherwise: string,
): void {
  for (const [index, one] of actual.entries()) {
    const other = expected[index]!;
    const part = PARTS.find((name) => !isSame(one[name], other[name]));
    if (part === undefined) continue;
    const [then, now] = [shownValue(other[part]), shownValue(one[part])];
    throw new Breach(`${otherwise}: decision ${index + 1} had ${part} ${then}, and ${now} this time`);
  }
}

const PARTS = ["level", "waitSeconds", "replaceFrom", "reason", "estimate", "abandonTo"] as const;

/** What is made anew each time is never itself again, and it is no legal part of a decision anyway. */
const isSame = (one: unknown, other: unknown): boolean =>
  Object.is(one, other) || (isMade(one) && isMade(other));

const isMade = (value: unknown): boolean =>
  typeof value === "function" || (typeof value === "object" && value !== null);
