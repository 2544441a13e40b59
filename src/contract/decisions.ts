import type { TakenDecision } from "./play.js";

/** What a policy did that it must not, in words that follow its name or stand alone. */
export class Breach extends Error {
  override readonly name = "Breach";
}

/** @throws Breach unless it holds */
export function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Breach(otherwise);
}

/** @throws Breach when a player could make nothing of the decision */
export function mustBeLegal(decision: TakenDecision, levelCount: number): void {
  const { level, waitSeconds, replaceFrom, reason, estimate, abandonTo } = decision;
  const isLevel = (value: number) => Number.isInteger(value) && value >= 0 && value < levelCount;
  const isTime = (value: unknown) => typeof value === "number" && Number.isFinite(value) && value >= 0;
  must(isLevel(level), `level ${level} is not a level of a ladder of ${levelCount}`);
  must(waitSeconds === undefined || isTime(waitSeconds), `waitSeconds is ${waitSeconds}`);
  must(replaceFrom === undefined || isTime(replaceFrom), `replaceFrom is ${replaceFrom}`);
  must(estimate === undefined || isTime(estimate), `estimate is ${estimate}`);
  must(reason === undefined || typeof reason === "string", `reason is a ${typeof reason}`);
  must(abandonTo === undefined || isLevel(abandonTo), `abandonTo ${abandonTo} is not a level`);
}

/** @throws Breach at the first decision that differs */
export function mustEqual(
  actual: readonly TakenDecision[],
  expected: readonly TakenDecision[],
  otherwise: string,
): void {
  for (const [index, one] of actual.entries()) {
    const other = expected[index]!;
    const part = PARTS.find((name) => !Object.is(one[name], other[name]));
    if (part === undefined) continue;
    throw new Breach(
      `${otherwise}: decision ${index + 1} had ${part} ${other[part]}, and ${one[part]} this time`,
    );
  }
}

const PARTS = ["level", "waitSeconds", "replaceFrom", "reason", "estimate", "abandonTo"] as const;
