import type { Seconds } from "../../units.js";

/** Seconds. What is left over by less is the rounding of a division, and no row. */
const SHORTEST = 1e-6;

/** The durations of a trace's rows: whole ones, and a shorter one at the end where they do not add up. */
export function rowDurations(duration: Seconds, row: Seconds): Seconds[] {
  const whole = Math.floor(duration / row);
  const rest = duration - whole * row;
  const durations = new Array<Seconds>(whole).fill(row);
  return rest >= SHORTEST ? [...durations, rest] : durations;
}
