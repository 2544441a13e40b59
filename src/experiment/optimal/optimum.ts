import {
  bestPlan,
  following,
  type OptimumProblem,
  outsideOptimum,
  type Plan,
} from "../../engine/optimum/index.js";
import { createWorkspace, simulate, traceOffset, type Workspace } from "../../engine/simulate.js";
import { findQoeModel } from "../../metrics/qoe/index.js";
import { measureSession } from "../../metrics/session-metrics.js";
import type { QoeModel } from "../../model/metrics.js";
import type { SessionLog } from "../../model/session.js";
import type { SessionSettings } from "../../model/settings/index.js";
import type { Trace } from "../../model/trace.js";
import type { Video } from "../../model/video.js";

/** A session without its policy, and what it is scored by. */
export interface OptimumSetup {
  readonly trace: Trace;
  readonly video: Video;
  readonly settings: SessionSettings;
  /** A model, or the name of one of abrsim's. */
  readonly qoe: QoeModel | string;
  /** 1 if missing, as of a session. */
  readonly seed?: number;
  /** 0 if missing, as of a session. */
  readonly replicate?: number;
  /** How many times the usual work may be done: closer bounds where they are wide, in as much more time. 1 if missing. */
  readonly effort?: number;
}

/** The best score that any policy could have had. */
export type Optimum =
  | {
      readonly kind: "found";
      /** What `plan` scores in the engine. */
      readonly lower: number;
      /** What no plan exceeds, to 1e-9 of the score; equal to `lower` where the plan is proved to be the best. */
      readonly upper: number;
      readonly plan: Plan;
      /** The session that follows the plan; with a workspace, valid until that is used again. */
      readonly log: SessionLog;
    }
  /** No plan reaches the end of the video. */
  | { readonly kind: "out of reach" }
  /** `because`: a clause that says why there is no optimum to be had. */
  | { readonly kind: "outside"; readonly because: string };

/**
 * The offline optimum of a session: what a policy could have scored that knew the future of the link. What it covers,
 * and what the bounds mean, is in docs/optimum.md.
 *
 * @param workspace memory for the sessions that are simulated on the way
 * @throws RangeError when there is no QoE model of that name
 */
export function optimum(setup: OptimumSetup, workspace: Workspace = createWorkspace()): Optimum {
  const { trace, video, settings, seed = 1, replicate = 0, effort = 1 } = setup;
  const model = typeof setup.qoe === "string" ? findQoeModel(setup.qoe) : setup.qoe;
  if (model === undefined) throw new RangeError(`no QoE model ${String(setup.qoe)}`);
  const { name, additivity } = model;
  if (additivity?.kind !== "additive") {
    const because = additivity?.because ?? "it does not say that it is one";
    return { kind: "outside", because: `${name} is not a sum over segments: ${because}` };
  }
  const outside = outsideOptimum(settings, trace);
  if (outside) return { kind: "outside", because: `${outside.setting} is not covered: ${outside.because}` };
  const problem = problemOf({ trace, video, settings, seed, replicate }, model);
  if (problem === undefined) return { kind: "outside", because: `${name} has no answer for ${video.name}` };
  const best = bestPlan(problem, { effort });
  if (best === undefined) return { kind: "out of reach" };
  const { plan, upper } = best;
  const log = simulate({ trace, video, settings, seed, replicate, policy: following(plan) }, workspace);
  const scored = { ...measureSession(log, video, settings), log, video, ...scoringOf(settings) };
  const lower = log.end.status === "completed" ? model.score(scored) : undefined;
  if (lower === undefined) return { kind: "out of reach" };
  return { kind: "found", lower, upper: Math.max(lower, upper), plan, log };
}

/** What the best plan is looked for in; undefined if the model is no sum, or has no answer for the video. */
export function problemOf(
  {
    trace,
    video,
    settings,
    seed,
    replicate,
  }: Omit<OptimumSetup, "qoe" | "effort"> & { readonly seed: number; readonly replicate: number },
  { additivity }: QoeModel,
): OptimumProblem | undefined {
  const qoe = additivity?.kind === "additive" ? additivity.terms(video, settings.scoring) : undefined;
  return qoe && { trace, offset: traceOffset(trace, seed, replicate), video, settings, qoe };
}

const scoringOf = ({ scoring }: SessionSettings) => (scoring === undefined ? {} : { scoring });
