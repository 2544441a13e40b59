import { OUTCOME_CODE, type SessionLog } from "../../model/session.js";
import type { Seconds } from "../../units.js";
import type { OptimumProblem } from "./problem.js";
import { startsWith } from "./starts-with.js";

/** Why the optimum says nothing of a session. */
export type NotBounded =
  /** It did not play the video to its end. */
  | "not completed"
  /** Its policy fetched segments again, for better copies: more than any plan can. */
  | "replaced segments"
  /** The level of the first segment is the player's, and its policy got around that. */
  | "another first level"
  /**
   * Its policy held requests back, or gave them up, before playback began, and startup is cheaper than stalling: it
   * may have begun the session at a better time.
   */
  | "late requests at startup";

/** Seconds that rounding may put between an arrival and the request that follows at once. */
const AT_ONCE = 1e-9;

/**
 * Whether a session that a policy has played, under the same settings, is one that {@link bestPlan} bounds from above:
 * its score is then no more than `upper`.
 *
 * @returns undefined if it is
 */
export function notBounded(log: SessionLog, problem: OptimumProblem): NotBounded | undefined {
  if (log.end.status !== "completed") return "not completed";
  const { settings, qoe, video } = problem;
  const { requests } = log;
  const { firstLevel } = settings.player;
  const atOnce = qoe.startupCost < qoe.stallCost ? startsWith(settings.player, video.durations) : 0;
  let next = 0;
  let before: Seconds = 0;
  for (let row = 0; row < requests.count; row++) {
    if (requests.outcome[row] !== OUTCOME_CODE.delivered) continue;
    if (requests.segment[row] !== next) return "replaced segments";
    const late = requests.requested[row]! - before > AT_ONCE;
    if (next < atOnce && late) return "late requests at startup";
    if (next === 0 && firstLevel !== undefined) {
      const first = Math.min(firstLevel, video.levels.length - 1);
      if (requests.level[row] !== first) return "another first level";
    }
    before = requests.finished[row]!;
    next++;
  }
  return undefined;
}
