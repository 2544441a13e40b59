import { bestPlan } from "../../../src/engine/optimum/best-plan.js";
import { following, type Plan } from "../../../src/engine/optimum/plan.js";
import type { OptimumProblem } from "../../../src/engine/optimum/problem.js";
import { createWorkspace, simulate } from "../../../src/engine/simulate.js";
import { linear } from "../../../src/metrics/qoe/linear.js";
import { measureSession } from "../../../src/metrics/session-metrics.js";
import type { AdditiveQoe } from "../../../src/model/metrics.js";
import type { PolicyFactory } from "../../../src/model/policy.js";
import type { SessionSettings } from "../../../src/model/settings/index.js";
import type { Trace } from "../../../src/model/trace.js";
import type { Video } from "../../../src/model/video.js";

const workspace = createWorkspace();

/** A session at the beginning of its trace, scored by `linear`. */
export function problemOf(trace: Trace, video: Video, settings: SessionSettings): OptimumProblem {
  return { trace, offset: 0, video, settings, qoe: linearTerms(video, settings) };
}

export function linearTerms(video: Video, settings: SessionSettings): AdditiveQoe {
  if (linear.additivity.kind !== "additive") throw new Error("linear is a sum");
  return linear.additivity.terms(video, settings.scoring);
}

/** What a policy's session scores; undefined if it does not reach its end. */
export function scoreOf(
  { trace, video, settings }: OptimumProblem,
  policy: PolicyFactory,
): number | undefined {
  const log = simulate({ trace, video, settings, policy }, workspace);
  if (log.end.status !== "completed") return undefined;
  const { scoring } = settings;
  return linear.score({ ...measureSession(log, video, settings), log, video, ...(scoring && { scoring }) });
}

/** What a plan scores in the engine. */
export const scoreOfPlan = (problem: OptimumProblem, plan: Plan): number | undefined =>
  scoreOf(problem, following(plan));

/** The best score of all sequences of levels, each with every sequence of the waits given. */
export function exhaustiveBest(problem: OptimumProblem, waits: readonly number[] = [0]): number | undefined {
  const { video, settings } = problem;
  const segments = video.durations.length;
  const choices = video.levels.length * waits.length;
  const levels = new Array<number>(segments).fill(0);
  const held = new Array<number>(segments).fill(0);
  const policy = following({ levels, waits: held });
  const first = settings.player.firstLevel;
  let best: number | undefined;
  for (let number = 0; number < choices ** segments; number++) {
    let rest = number;
    for (let segment = 0; segment < segments; segment++) {
      const choice = rest % choices;
      rest = Math.floor(rest / choices);
      levels[segment] = choice % video.levels.length;
      held[segment] = waits[Math.floor(choice / video.levels.length)]!;
    }
    if (first !== undefined && levels[0] !== 0) continue;
    const score = scoreOf(problem, policy);
    if (score !== undefined && (best === undefined || score > best)) best = score;
  }
  return best;
}

export { bestPlan };
