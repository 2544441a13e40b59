import { OUTCOME_CODE, type SessionLog } from "../model/session.js";
import type { Video } from "../model/video.js";
import { SLIVER } from "./segment-times.js";

/**
 * Whether a session is the plain case, which researchers run by the million and which has shorter ways to its
 * figures: video alone, its segments from the first on in order, each requested once and there in whole before it is
 * shown, no seeks, normal speed.
 */
export function isPlain(log: SessionLog, video: Video): boolean {
  const { requests, states } = log;
  if (log.audio.count > 0 || requests.details.length > 0) return false;
  for (const event of log.events) if (event.kind === "seek") return false;
  for (let row = 0; row < states.count; row++) if (states.rate[row] !== 1) return false;
  const last = requests.count - 1;
  for (let row = 0; row <= last; row++) {
    if (requests.segment[row] !== row) return false;
    if (requests.outcome[row] !== OUTCOME_CODE.delivered) return row === last && endsPlainly(log, video);
    // With less than itself ahead of the playhead, it was played while it arrived.
    if (requests.bufferAfter[row]! + SLIVER < video.durations[row]!) return false;
  }
  return true;
}

/** The one request that may be without its segment is the last, cut off by the session's end and nothing of it shown. */
function endsPlainly({ requests, states }: SessionLog, video: Video): boolean {
  const last = requests.count - 1;
  const outcome = requests.outcome[last];
  if (outcome !== OUTCOME_CODE.cut && outcome !== OUTCOME_CODE.starved) return false;
  let start = 0;
  for (let segment = 0; segment < last; segment++) start += video.durations[segment]!;
  return states.position[states.count - 1]! <= start + SLIVER;
}
