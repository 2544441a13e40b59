import type { CourseRequest, PlayCourse } from "../model/fidelity.js";
import type { Playback } from "../model/playback.js";
import { OUTCOME_CODE, type SessionLog, STATE_CODE } from "../model/session.js";
import type { Video } from "../model/video.js";
import type { Seconds } from "../units.js";
import { segmentStarts } from "./segment-times.js";

/** From when on the playhead stands at a position, or moves from there at normal speed. */
interface Move {
  readonly at: Seconds;
  readonly position: Seconds;
  readonly moving: boolean;
}

/** A real player's play over time. The buffer level is what its requests and its media element make of it. */
export function courseOfPlayback({ requests, events }: Playback, video: Video): PlayCourse {
  const segments = requests.flatMap(({ what, start, end, aborted }): CourseRequest[] => {
    if (what.kind !== "segment") return [];
    const { segment, level } = what;
    return [{ segment, level, start, end: end ?? aborted?.at ?? start, whole: end !== undefined }];
  });
  const moves = events.map(({ name, at, position }): Move => ({ at, position, moving: name === "playing" }));
  const end = Math.max(0, ...moves.map(({ at }) => at), ...segments.map((request) => request.end));
  return courseOf(segments, moves, end, video);
}

/** A simulated play over time. */
export function courseOfLog({ requests, states, end }: SessionLog, video: Video): PlayCourse {
  const segments = Array.from({ length: requests.count }, (_, row): CourseRequest => {
    const { segment, level, requested, finished, outcome } = requests;
    return {
      segment: segment[row]!,
      level: level[row]!,
      start: requested[row]!,
      end: finished[row]!,
      whole: outcome[row] === OUTCOME_CODE.delivered,
    };
  });
  const moves = Array.from({ length: states.count }, (_, row): Move => {
    const moving = states.state[row] === STATE_CODE.playing;
    return { at: states.time[row]!, position: states.position[row]!, moving };
  });
  return courseOf(segments, moves, end.at, video);
}

function courseOf(
  unsorted: readonly CourseRequest[],
  moves: readonly Move[],
  end: Seconds,
  video: Video,
): PlayCourse {
  const requests = [...unsorted].sort((a, b) => a.start - b.start);
  return { requests, buffer: bufferOf(requests, moves, video), waits: waitsOf(moves, end), end };
}

function waitsOf(moves: readonly Move[], end: Seconds): PlayCourse["waits"] {
  const waits: { from: Seconds; to: Seconds }[] = [];
  let since: Seconds | undefined = 0;
  for (const { at, moving } of moves) {
    if (moving && since !== undefined) waits.push({ from: since, to: at });
    // The last frame is no wait.
    since = moving ? undefined : (since ?? (at < end ? at : undefined));
  }
  if (since !== undefined && since < end) waits.push({ from: since, to: end });
  return waits;
}

function bufferOf(
  requests: readonly CourseRequest[],
  moves: readonly Move[],
  video: Video,
): PlayCourse["buffer"] {
  const starts = segmentStarts(video);
  const arrivals = requests.filter(({ whole }) => whole).sort((a, b) => a.end - b.end);
  const there = new Set<number>();
  const corners: { at: Seconds; buffer: Seconds }[] = [{ at: 0, buffer: 0 }];
  let next = 0;
  let missing = 0;
  let move: Move = { at: 0, position: 0, moving: false };
  const corner = (at: Seconds) => {
    const position = move.position + (move.moving ? at - move.at : 0);
    corners.push({ at, buffer: Math.max(0, starts[missing]! - position) });
  };
  const goTo = (time: Seconds) => {
    for (; next < moves.length && moves[next]!.at <= time; next++) {
      corner(moves[next]!.at);
      move = moves[next]!;
    }
  };
  for (const { end: at, segment } of arrivals) {
    goTo(at);
    corner(at);
    there.add(segment);
    while (there.has(missing)) missing++;
    corner(at);
  }
  goTo(Number.POSITIVE_INFINITY);
  return corners;
}
