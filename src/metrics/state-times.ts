import { PLAYER_STATES, type PlayerState, type SessionLog } from "../model/session.js";
import type { Seconds } from "../units.js";

/** Wall-clock seconds that a session spent in each state, and how often it entered it from another. */
export interface StateTimes {
  readonly seconds: Readonly<Record<PlayerState, Seconds>>;
  readonly visits: Readonly<Record<PlayerState, number>>;
  /** When the first frame was shown; undefined if none was. */
  readonly firstFrame: Seconds | undefined;
}

export function stateTimes(log: SessionLog): StateTimes {
  const seconds = perState();
  const visits = perState();
  let firstFrame: Seconds | undefined;
  const { count, time, state } = log.states;
  for (let row = 0; row < count; row++) {
    const name = PLAYER_STATES[state[row]!]!;
    const until = row + 1 < count ? time[row + 1]! : log.end.at;
    seconds[name] += until - time[row]!;
    if (row === 0 || state[row] !== state[row - 1]) visits[name]++;
    if (name === "playing") firstFrame ??= time[row]!;
  }
  return { seconds, visits, firstFrame };
}

function perState(): Record<PlayerState, number> {
  return { starting: 0, playing: 0, rebuffering: 0, seeking: 0, paused: 0, ended: 0, quit: 0 };
}
