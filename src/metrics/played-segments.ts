import type { PlayedSegment } from "../model/metrics.js";
import { OUTCOME_CODE, type SessionLog, STATE_CODE } from "../model/session.js";
import type { Video } from "../model/video.js";
import type { Seconds } from "../units.js";

/** Seconds below which a segment counts as not shown: what rounding leaves when playback ends at its beginning. */
const NOTHING = 1e-9;

/** Objects of the segments of one session, which those of the next one are written into. */
export type PlayedMemory = { -readonly [Key in keyof PlayedSegment]: PlayedSegment[Key] }[];

/**
 * The segments that a plain session (see {@link isPlain}) showed, at least in part: rows of the log, segments and
 * media time all go the same way.
 *
 * @param media seconds of media that were shown, from the beginning
 * @param memory is returned, and says the same until it is written into again
 */
export function playedInOrder(
  log: SessionLog,
  video: Video,
  media: Seconds,
  memory: PlayedMemory = [],
): readonly PlayedSegment[] {
  const { requests, states } = log;
  let start: Seconds = 0;
  let state = nextPlaying(log, 0);
  let next = nextPlaying(log, state + 1);
  let row = 0;
  for (; row < requests.count; row++) {
    if (requests.outcome[row] !== OUTCOME_CODE.delivered) break;
    const level = requests.level[row]!;
    const duration = video.durations[row]!;
    const ahead = media - start;
    if (ahead <= NOTHING) break;
    // Within rounding of its whole duration, all of it was shown.
    const shown = ahead + NOTHING >= duration ? duration : ahead;
    // A segment that playback stopped at is entered when it goes on.
    while (next < states.count && states.position[next]! <= start + NOTHING) {
      state = next;
      next = nextPlaying(log, next + 1);
    }
    if (row === memory.length) memory.push(wholeSegment(row));
    const part = memory[row]!;
    part.level = level;
    part.bitrate = video.levels[level]!.bitrate;
    part.shown = shown;
    part.from = states.time[state]! + (start - states.position[state]!);
    start += duration;
  }
  if (memory.length !== row) memory.length = row;
  return memory;
}

/** In a plain session, rows and segments are the same. What differs from session to session is yet to be said. */
const wholeSegment = (row: number): PlayedMemory[number] => ({
  segment: row,
  level: 0,
  // Not 0, so that engines keep room for fractions from the first.
  bitrate: Number.NaN,
  shown: Number.NaN,
  request: row,
  from: Number.NaN,
  offset: 0,
});

/** The first row of states from this one on in which playback goes on; their number if there is none. */
function nextPlaying({ states }: SessionLog, from: number): number {
  let row = from;
  while (row < states.count && states.state[row] !== STATE_CODE.playing) row++;
  return row;
}
