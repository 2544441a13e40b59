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

  // Written out, because what a closure changes is no longer kept in registers.
  for (;;) {
    const stateAt = nextState < states.count ? states.time[nextState]! : Number.POSITIVE_INFINITY;
    const requestAt =
      nextRequest < requests.count ? requests.finished[nextRequest]! : Number.POSITIVE_INFINITY;
    const to = requestAt <= stateAt ? requestAt : stateAt;
    if (to === Number.POSITIVE_INFINITY) break;
    if (playing) buffer = Math.max(0, buffer - (to - time));
    time = to;
    visit(time, buffer);
    if (requestAt <= stateAt) {
      if (requests.outcome[nextRequest] === OUTCOME_CODE.delivered) {
        buffer += video.durations[requests.segment[nextRequest]!]!;
        visit(time, buffer);
      }
      nextRequest++;
    } else {
      playing = states.state[nextState] === STATE_CODE.playing;
      nextState++;
    }
  }
  const { at } = log.end;
  if (time < at) visit(at, playing ? Math.max(0, buffer - (at - time)) : buffer);
}

/**
 * Mean buffer level over the session, weighted by time; undefined for a session of no length.
 *
 * @param plain whether the log is of the plain case, where that is known
 */
export function meanBuffer(log: SessionLog, video: Video, plain = isPlain(log, video)): Seconds | undefined {
  if (plain) return plainMean(log, video);
  const mean = new MeanOverTime();
  walkTracks(log, video, (time, buffer) => mean.goOn(time, buffer));
  return mean.value;
}

/** The mean over the corners of `walkPlainly`, to the bit, in numbers alone. */
function plainMean(log: SessionLog, video: Video): Seconds | undefined {
  const { states, requests } = log;
  const { durations } = video;
  let area = 0;
  let time: Seconds = 0;
  let buffer: Seconds = 0;
  let playing = false;
  let state = 0;
  let row = 0;
  const { at } = log.end;
  for (;;) {
    const stateAt = state < states.count ? states.time[state]! : Number.POSITIVE_INFINITY;
    const requestAt = row < requests.count ? requests.finished[row]! : Number.POSITIVE_INFINITY;
    const next = Math.min(stateAt, requestAt);
    const last = next === Number.POSITIVE_INFINITY;
    const to = last ? Math.max(time, at) : next;
    const left = playing ? Math.max(0, buffer - (to - time)) : buffer;
    area += ((buffer + left) / 2) * (to - time);
    time = to;
    buffer = left;
    if (last) return time > 0 ? area / time : undefined;
    if (requestAt <= stateAt) {
      if (requests.outcome[row] === OUTCOME_CODE.delivered) buffer += durations[row]!;
      row++;
    } else {
      playing = states.state[state] === STATE_CODE.playing;
      state++;
    }
  }
}

/** Of what is linear between corners, from time 0 and value 0 on. */
class MeanOverTime {
  private area = 0;
  private time: Seconds = 0;
  private level = 0;

  get value(): number | undefined {
    return this.time > 0 ? this.area / this.time : undefined;
  }

  goOn(time: Seconds, level: number): void {
    this.area += ((this.level + level) / 2) * (time - this.time);
    this.time = time;
    this.level = level;
  }
}
