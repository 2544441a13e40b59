import type { Seconds } from "../../units.js";
import type { LintRule } from "./rule.js";

/** Seconds. A shorter wait is within what links do. */
const LONGEST_SILENCE: Seconds = 5;

/**
 * A trace that begins later than time 0. By its first time stamp, where that is further from 0 than rows are from each
 * other: the file is probably the rest of a longer one, and tools differ in what they make of the time before (Pensieve's
 * simulator has the first rate last from 0 when it repeats the trace). Or by silence: every session that begins with the
 * trace waits.
 */
export const lateStart: LintRule = {
  severity: "warning",
  check({ trace, notes, usualInterval }) {
    const note = notes.find(({ kind }) => kind === "starts-at");
    if (note?.kind === "starts-at" && note.time > Math.max(1, 2 * usualInterval))
      return { rule: "late-start", shown: "stamp", time: note.time };
    const first = trace.bandwidths.findIndex((rate) => rate > 0);
    const silence = first <= 0 ? 0 : trace.ends[first - 1]!;
    return silence > LONGEST_SILENCE ? { rule: "late-start", shown: "silence", time: silence } : undefined;
  },
};
