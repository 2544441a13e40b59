import type { Seconds } from "../units.js";
import { quantity } from "./number-format.js";

/** Characters between the times below. */
const TICK = 15;
const ROUND_TIMES: readonly Seconds[] = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200];

/** The line below a drawing over time, from 0 to the end: round times, far enough from each other. */
export function timeAxis(end: Seconds, columns: number): string {
  const least = (end * TICK) / columns;
  const step = ROUND_TIMES.find((time) => time >= least) ?? least;
  let line = "";
  for (let time = 0; time <= end; time += step) {
    const column = Math.floor((time / end) * columns);
    const tick = `│${quantity(time, "s")}`;
    if (column + tick.length <= columns) line = line.padEnd(column) + tick;
    if (!(step > 0)) break;
  }
  return line;
}
