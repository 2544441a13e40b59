import { PLAYER_STATES, type PlayerState, type SessionLog, STATE_CODE } from "../model/session.js";
import type { Seconds } from "../units.js";

/** Wall-clock seconds that a session spent in each state, and how often it entered it from another. */
export interface StateTimes {
  readonly seconds: Readonly<Record<PlayerState, Seconds>>;
  readonly visits: Readonly<Record<PlayerState, number>>;
  /** When the first frame was shown; undefined if none was. */
  readonly firstFrame: Seconds | undefined;
}

export function stateTimes(log: SessionLog): StateTimes {
  const seconds = PLAYER_STATES.map(() => 0);
  const visits = PLAYER_STATES.map(() => 0);
  let firstFrame: Seconds | undefined;
  const { count, time, state } = log.states;
  for (let row = 0; row < count; row++) {
    const code = state[row]!;
    const until = row + 1 < count ? time[row + 1]! : log.end.at;
    seconds[code]! += until - time[row]!;
    if (row === 0 || code !== state[row - 1]) visits[code]!++;
    if (code === STATE_CODE.playing) firstFrame ??= time[row]!;
  }
  return { seconds: byName(seconds), visits: byName(visits), firstFrame };
}

/** Written out, because looking names up one by one costs more than all the adding. */
function byName(figures: readonly number[]): Readonly<Record<PlayerState, number>> {
  return {
    starting: figures[STATE_CODE.starting]!,
    playing: figures[STATE_CODE.playing]!,
    rebuffering: figures[STATE_CODE.rebuffering]!,
    seeking: figures[STATE_CODE.seeking]!,
    paused: figures[STATE_CODE.paused]!,
    ended: figures[STATE_CODE.ended]!,
    quit: figures[STATE_CODE.quit]!,
  };
}
