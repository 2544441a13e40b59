import type { PlayedSegment } from "../model/metrics.js";
import { OUTCOME_CODE, type SessionLog } from "../model/session.js";
import type { Video } from "../model/video.js";
import type { Seconds } from "../units.js";

/** Seconds below which a segment counts as not shown: what rounding leaves when playback ends at its beginning. */
const NOTHING = 1e-9;

/**
 * The segments that were shown, at least in part, in order of media time.
 *
 * @param media seconds of media that were shown, from the beginning
 */
export function playedSegments(log: SessionLog, video: Video, media: Seconds): PlayedSegment[] {
  const played: PlayedSegment[] = [];
  const { requests } = log;
  let start: Seconds = 0;
  for (let row = 0; row < requests.count; row++) {
    if (requests.outcome[row] !== OUTCOME_CODE.delivered) continue;
    const segment = requests.segment[row]!;
    const level = requests.level[row]!;
    const duration = video.durations[segment]!;
    const ahead = media - start;
    if (ahead <= NOTHING) break;
    // Within rounding of its whole duration, all of it was shown.
    const shown = ahead + NOTHING >= duration ? duration : ahead;
    played.push({ segment, level, bitrate: video.levels[level]!.bitrate, shown });
    start += duration;
  }
  return played;
}
