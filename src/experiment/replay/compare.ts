import type { Decision } from "../../model/policy.js";
import type { DecideCall, ProgressCall, SeenByPolicy } from "../../model/recorded-session.js";
import type { ReplayedAnswer, ReplayedCall } from "../../report/replay/index.js";

/** @param answer undefined where the policy that is fed failed, or had failed before */
export function comparedDecision(
  { line, saw, decision, level, playerLevel }: DecideCall,
  answer: Decision | undefined,
): ReplayedCall {
  const recorded = decision && answerOf(decision, level);
  const replayed = answer && answerOf(answer, clamped(answer.level, saw));
  return {
    kind: "decision",
    line,
    segment: saw.segment.index,
    saw,
    ...(recorded && { recorded }),
    ...(replayed && { replayed }),
    ...(playerLevel !== undefined && { playerLevel }),
    agrees: agree(recorded, replayed),
  };
}

/** @returns undefined where both let the download go on */
export function comparedAbandonment(
  { line, inFlight, saw, abandonTo }: ProgressCall,
  answer: number | undefined,
): ReplayedCall | undefined {
  if (abandonTo === undefined && answer === undefined) return undefined;
  const recorded = abandonTo === undefined ? undefined : { level: clamped(abandonTo, saw), wait: 0 };
  const replayed = answer === undefined ? undefined : { level: clamped(answer, saw), wait: 0 };
  return {
    kind: "abandonment",
    line,
    segment: inFlight.segment,
    saw,
    ...(recorded && { recorded }),
    ...(replayed && { replayed }),
    agrees: agree(recorded, replayed),
  };
}

function answerOf({ waitSeconds, replaceFrom, reason, estimate }: Decision, level: number): ReplayedAnswer {
  return {
    level,
    wait: waitSeconds ?? 0,
    ...(replaceFrom !== undefined && { replaceFrom }),
    ...(reason !== undefined && { reason }),
    ...(estimate !== undefined && { estimate }),
  };
}

/** What is asked of the player is compared, to the last bit; why it is asked is not. */
function agree(one: ReplayedAnswer | undefined, other: ReplayedAnswer | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.level === other.level && one.wait === other.wait && one.replaceFrom === other.replaceFrom;
}

/** As a player takes it. */
const clamped = (level: number, { allowed: [lowest, highest] }: SeenByPolicy): number =>
  Math.min(Math.max(level, lowest), highest);
