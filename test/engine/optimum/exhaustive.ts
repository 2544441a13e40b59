import { following, type OptimumProblem, type Plan } from "../../../src/engine/optimum/index.js";
import { createWorkspace, simulate } from "../../../src/engine/simulate.js";
import { linear } from "../../../src/metrics/qoe/linear.js";
import { measureSession } from "../../../src/metrics/session-metrics.js";
import type { PolicyFactory } from "../../../src/model/policy.js";
import type { SessionLog } from "../../../src/model/session.js";
import type { SessionSettings } from "../../../src/model/settings/index.js";
import type { Trace } from "../../../src/model/trace.js";
import { type Video, videoFromSegments } from "../../../src/model/video.js";

const workspace = createWorkspace();

/** A session at the beginning of its trace, scored by `linear`. */
export function problemOf(trace: Trace, video: Video, settings: SessionSettings): OptimumProblem {
  return { trace, offset: 0, video, settings, qoe: linear.additivity.terms(video, settings.scoring)! };
}

/** Plays a session; its log is valid until the next one. */
export function played({ trace, video, settings }: OptimumProblem, policy: PolicyFactory): SessionLog {
  return simulate({ trace, video, settings, policy }, workspace);
}

/** What `linear` says of a session; undefined if it does not reach its end. */
export function scoreOfLog({ video, settings }: OptimumProblem, log: SessionLog): number | undefined {
  if (log.end.status !== "completed") return undefined;
  const { scoring } = settings;
  return linear.score({ ...measureSession(log, video, settings), log, video, ...(scoring && { scoring }) });
}

/** What a plan scores in the engine. */
export const scoreOfPlan = (problem: OptimumProblem, plan: Plan): number | undefined =>
  scoreOfLog(problem, played(problem, following(plan)));

/** The best score of all sequences of levels, each with every sequence of waits that the segments are given. */
export function exhaustiveBest(
  problem: OptimumProblem,
  waitsOf: (segment: number) => readonly number[] = () => [0],
): number | undefined {
  const { video, settings } = problem;
  const segments = video.durations.length;
  const levels = new Array<number>(segments).fill(0);
  const waits = new Array<number>(segments).fill(0);
  const policy = following({ levels, waits });
  let best: number | undefined;
  const tryFrom = (segment: number) => {
    if (segment === segments) {
      const score = scoreOfLog(problem, played(problem, policy));
      if (score !== undefined && !(score <= (best ?? Number.NEGATIVE_INFINITY))) best = score;
      return;
    }
    const { firstLevel } = settings.player;
    for (let level = 0; level < video.levels.length; level++) {
      // The player does not ask for it.
      if (segment === 0 && firstLevel !== undefined && level > 0) break;
      levels[segment] = level;
      for (const wait of waitsOf(segment)) {
        waits[segment] = wait;
        tryFrom(segment + 1);
      }
    }
  };
  tryFrom(0);
  return best;
}

/** The beginning of a video, and the bottom of its ladder. */
export function cutTo(video: Video, segments: number, levels: number): Video {
  const { name, segmentDuration, sizesAre } = video;
  return videoFromSegments({
    name,
    segmentDuration,
    sizesAre,
    levels: video.levels.slice(0, levels),
    durations: video.durations.slice(0, segments),
    sizes: video.sizes.slice(0, segments).map((row) => row.slice(0, levels)),
  });
}
