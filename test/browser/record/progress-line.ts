import { titleOf } from "./plan.js";
import type { Outcome } from "./record-all.js";

/** What is said of a session that has ended; below it, indented, of what its page complained. */
export function progressLine(outcome: Outcome, ended: number, planned: number): string {
  const lines = [`${ended} of ${planned}: ${titleOf(outcome.planned)}: ${whatBecame(outcome)}`];
  if ("recording" in outcome) lines.push(...outcome.complaints);
  return lines.join("\n  ");
}

function whatBecame(outcome: Outcome): string {
  if ("failure" in outcome) return `failed: ${outcome.failure}`;
  const { startup_s, stall_s, stall_count, requests } = outcome.recording;
  return `started after ${startup_s} s, stalled ${stall_s} s in ${stall_count}, ${requests.length} requests`;
}
