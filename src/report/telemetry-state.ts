import type { PlayedSegment } from "../model/metrics.js";
import { PLAYER_STATES, type PlayerState, type SessionLog, STATE_CODE } from "../model/session.js";
import type { Seconds } from "../units.js";

/** What the player was doing at a time of the session. */
export function stateAt({ states }: SessionLog, time: Seconds): PlayerState {
  return PLAYER_STATES[states.state[rowAt(states.time, states.count, time)] ?? STATE_CODE.starting]!;
}

/** Media time of the playhead at a time of the session. */
export function positionAt({ states }: SessionLog, time: Seconds): Seconds {
  const row = rowAt(states.time, states.count, time);
  const moving = states.state[row] === STATE_CODE.playing;
  return (states.position[row] ?? 0) + (moving ? states.rate[row]! * (time - states.time[row]!) : 0);
}

/** The segment that was on screen, or was last, at a time of the session; undefined before the first. */
export function shownAt(played: readonly PlayedSegment[], time: Seconds): PlayedSegment | undefined {
  return played[lastBefore(played.length, (index) => played[index]!.from, time)];
}

/** A value that is linear between corners; a jump has two corners at one time, and the second counts. */
export function valueAt(
  corners: readonly { readonly at: Seconds; readonly value: number }[],
  time: Seconds,
): number {
  const index = lastBefore(corners.length, (corner) => corners[corner]!.at, time);
  const from = corners[index];
  const to = corners[index + 1];
  if (from === undefined) return to?.value ?? 0;
  if (to === undefined) return from.value;
  return from.value + ((to.value - from.value) * (time - from.at)) / (to.at - from.at);
}

function rowAt(times: Float64Array, count: number, time: Seconds): number {
  return Math.max(
    0,
    lastBefore(count, (row) => times[row]!, time),
  );
}

/** The last of rising times that is not after this one; -1 if all are. */
function lastBefore(count: number, timeOf: (index: number) => Seconds, time: Seconds): number {
  let low = -1;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timeOf(middle) <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}
