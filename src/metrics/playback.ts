import { type SessionLog, STATE_CODE } from "../model/session.js";
import type { Seconds } from "../units.js";
import { SLIVER } from "./segment-times.js";
import type { Span } from "./spans.js";

/** Wall-clock time in which the playhead moved at one rate. */
export interface Stretch {
  /** Seconds since play was pressed. */
  readonly from: Seconds;
  readonly to: Seconds;
  /** Media time of the playhead at `from`. */
  readonly position: Seconds;
  /** Media time of the playhead at `to`. */
  readonly end: Seconds;
  /** Media seconds in a second. */
  readonly rate: number;
  /** It goes on where the one before stopped, and no seek came between. */
  readonly continues: boolean;
}

/** All playing of a session in order of time. */
export function playingStretches(log: SessionLog): Stretch[] {
  const { count, time, state, position, rate } = log.states;
  const stretches: Stretch[] = [];
  let left: Seconds | undefined;
  for (let row = 0; row < count; row++) {
    if (state[row] === STATE_CODE.seeking) left = undefined;
    if (state[row] !== STATE_CODE.playing) continue;
    const from = time[row]!;
    const start = position[row]!;
    const last = row + 1 === count;
    const to = last ? log.end.at : time[row + 1]!;
    const reached = start + rate[row]! * (to - from);
    // The next row's position is the same but for rounding, unless it tells of a jump.
    const next = last ? reached : position[row + 1]!;
    const end = isSame(next, reached) ? next : reached;
    const continues = left !== undefined && isSame(left, start);
    stretches.push({ from, to, position: start, end, rate: rate[row]!, continues });
    left = end;
  }
  return stretches;
}

/** The media that was shown, in order of time, as spans that seeks divide. */
export function shownSpans(stretches: readonly Stretch[]): Span[] {
  const spans: { from: Seconds; to: Seconds }[] = [];
  for (const { position, end, continues } of stretches) {
    const last = spans.at(-1);
    if (continues && last) last.to = end;
    else spans.push({ from: position, to: end });
  }
  return spans;
}

const isSame = (a: Seconds, b: Seconds): boolean => Math.abs(a - b) <= SLIVER;
