import { OUTCOME_CODE, type SessionLog, STATE_CODE } from "../model/session.js";
import type { Video } from "../model/video.js";
import type { Seconds } from "../units.js";
import { walkTracks } from "./buffered-tracks.js";
import { isPlain } from "./plain-log.js";

/** Is told the buffer level at a moment of a session. */
export type BufferVisitor = (time: Seconds, buffer: Seconds) => void;

/**
 * Walks along the buffer level of a session: the media ahead of the playhead, without a gap and on all tracks. It is
 * linear between corners: it falls while playing and jumps when a segment arrives, or at a seek. A jump visits its
 * instant twice.
 */
export function walkBuffer(log: SessionLog, video: Video, visit: BufferVisitor): void {
  if (isPlain(log, video)) walkPlainly(log, video, visit);
  else walkTracks(log, video, visit);
}

/** @see isPlain */
function walkPlainly(log: SessionLog, video: Video, visit: BufferVisitor): void {
  const { states, requests } = log;
  let time: Seconds = 0;
  let buffer: Seconds = 0;
  let playing = false;
  let nextState = 0;
  let nextRequest = 0;

  const moveTo = (to: Seconds) => {
    if (playing) buffer = Math.max(0, buffer - (to - time));
    time = to;
    visit(time, buffer);
  };

  for (;;) {
    const stateAt = nextState < states.count ? states.time[nextState]! : Number.POSITIVE_INFINITY;
    const requestAt =
      nextRequest < requests.count ? requests.finished[nextRequest]! : Number.POSITIVE_INFINITY;
    if (stateAt === Number.POSITIVE_INFINITY && requestAt === Number.POSITIVE_INFINITY) break;
    if (requestAt <= stateAt) {
      moveTo(requestAt);
      if (requests.outcome[nextRequest] === OUTCOME_CODE.delivered) {
        buffer += video.durations[requests.segment[nextRequest]!]!;
        visit(time, buffer);
      }
      nextRequest++;
    } else {
      moveTo(stateAt);
      playing = states.state[nextState] === STATE_CODE.playing;
      nextState++;
    }
  }
  if (time < log.end.at) moveTo(log.end.at);
}

/** Mean buffer level over the session, weighted by time; undefined for a session of no length. */
export function meanBuffer(log: SessionLog, video: Video): Seconds | undefined {
  let area = 0;
  let lastTime: Seconds = 0;
  let lastBuffer: Seconds = 0;
  walkBuffer(log, video, (time, buffer) => {
    area += ((lastBuffer + buffer) / 2) * (time - lastTime);
    lastTime = time;
    lastBuffer = buffer;
  });
  return lastTime > 0 ? area / lastTime : undefined;
}
