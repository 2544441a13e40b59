import type { Seconds } from "../../units.js";

/** The durations of a trace's rows: whole ones, and a shorter one at the end where they do not add up. */
export function rowDurations(duration: Seconds, row: Seconds): Seconds[] {
  const whole = Math.floor(duration / row);
  const rest = duration - whole * row;
  const durations = new Array<Seconds>(whole).fill(row);
  return rest > 0 ? [...durations, rest] : durations;
}
