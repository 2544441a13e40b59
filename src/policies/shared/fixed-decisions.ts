import type { Decision } from "../../model/policy.js";
import type { Level } from "../../model/video.js";

/** One decision for each level, made once and given out again and again. Frozen, because they are shared. */
export function fixedDecisions(levels: readonly Level[], reason: string): readonly Decision[] {
  return levels.map((_, level) => Object.freeze({ level, reason }));
}
