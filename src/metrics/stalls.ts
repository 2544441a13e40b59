import { type SessionLog, STATE_CODE } from "../model/session.js";
import type { Seconds } from "../units.js";

/** A stretch of wall-clock time in which playback had stopped for want of media. */
export interface Stall {
  readonly from: Seconds;
  readonly to: Seconds;
  /** Media time of the playhead. */
  readonly position: Seconds;
}

/** The stalls of a session in order. Rows that follow one another in the state, as the rate changes, are one stall. */
export function stalls(log: SessionLog): Stall[] {
  const { count, time, state, position } = log.states;
  const found: Stall[] = [];
  for (let row = 0; row < count; row++) {
    if (state[row] !== STATE_CODE.rebuffering) continue;
    const stopped = { from: time[row]!, position: position[row]! };
    while (row + 1 < count && state[row + 1] === STATE_CODE.rebuffering) row++;
    found.push({ ...stopped, to: row + 1 < count ? time[row + 1]! : log.end.at });
  }
  return found;
}
