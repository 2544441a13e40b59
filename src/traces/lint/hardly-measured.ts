import type { LintRule } from "./rule.js";

/** Less, and most of the trace is a guess. */
const LEAST_SHARE = 0.5;

/**
 * Downloads show a link only while they last. Where they were under way for less than half of the time, the trace is
 * mostly what was put into the gaps.
 */
export const hardlyMeasured: LintRule = {
  severity: "warning",
  check({ notes }) {
    for (const note of notes) {
      if (note.kind !== "measured" || note.gaps === "drop") continue;
      const share = note.measured / note.duration;
      if (share < LEAST_SHARE) return { rule: "hardly-measured", share, gaps: note.gaps };
    }
    return undefined;
  },
};
