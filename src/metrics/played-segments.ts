import type { PlayedSegment } from "../model/metrics.js";
import { OUTCOME_CODE, type SessionLog, STATE_CODE } from "../model/session.js";
import type { Video } from "../model/video.js";
import type { Seconds } from "../units.js";

/** Seconds below which a segment counts as not shown: what rounding leaves when playback ends at its beginning. */
const NOTHING = 1e-9;

/**
 * The segments that a plain session (see {@link isPlain}) showed, at least in part: rows of the log, segments and
 * media time all go the same way.
 *
 * @param media seconds of media that were shown, from the beginning
 */
export function playedInOrder(log: SessionLog, video: Video, media: Seconds): PlayedSegment[] {
  const played: PlayedSegment[] = [];
  const { requests, states } = log;
  let start: Seconds = 0;
  let state = nextPlaying(log, 0);
  for (let row = 0; row < requests.count; row++) {
    if (requests.outcome[row] !== OUTCOME_CODE.delivered) break;
    const level = requests.level[row]!;
    const duration = video.durations[row]!;
    const ahead = media - start;
    if (ahead <= NOTHING) break;
    // Within rounding of its whole duration, all of it was shown.
    const shown = ahead + NOTHING >= duration ? duration : ahead;
    // A segment that playback stopped at is entered when it goes on.
    for (let next = state; next < states.count && states.position[next]! <= start + NOTHING; ) {
      state = next;
      next = nextPlaying(log, next + 1);
    }
    played.push({
      segment: row,
      level,
      bitrate: video.levels[level]!.bitrate,
      shown,
      request: row,
      from: states.time[state]! + (start - states.position[state]!),
      offset: 0,
    });
    start += duration;
  }
  return played;
}

/** The first row of states from this one on in which playback goes on; their number if there is none. */
function nextPlaying({ states }: SessionLog, from: number): number {
  let row = from;
  while (row < states.count && states.state[row] !== STATE_CODE.playing) row++;
  return row;
}
