import type { Decision, Policy } from "../model/policy.js";
import { abandonmentProblem, answerProblem } from "../model/policy-problems.js";
import { mustHaveNo } from "./decisions.js";

/**
 * A policy that behaves as it would alone, and whose decisions are heard before the player reads them. An answer that
 * nothing can be read from is a breach, whatever rule is being tried.
 */
export function overheard(policy: Policy, levelCount: number, hear?: (decision: Decision) => void): Policy {
  const { onSample, onProgress, onIdle, onStall, onSeek } = policy;
  return {
    name: policy.name,
    ...(policy.monotone && { monotone: policy.monotone }),
    decide(o) {
      const decision = policy.decide(o);
      mustHaveNo(answerProblem(decision, levelCount));
      hear?.(decision);
      return decision;
    },
    ...(onProgress && {
      onProgress(inFlight, o) {
        const answer = onProgress.call(policy, inFlight, o);
        // A level that is none is the business of the rule about legal answers.
        if (answer?.abandonTo === undefined) mustHaveNo(abandonmentProblem(answer, levelCount));
        return answer;
      },
    }),
    ...(onSample && { onSample: (sample, o) => onSample.call(policy, sample, o) }),
    ...(onIdle && { onIdle: (seconds) => onIdle.call(policy, seconds) }),
    ...(onStall && { onStall: (at) => onStall.call(policy, at) }),
    ...(onSeek && { onSeek: (to) => onSeek.call(policy, to) }),
  };
}
