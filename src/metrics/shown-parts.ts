import type { PlayedSegment, ShownPart } from "../model/metrics.js";
import type { RequestColumns } from "../model/session.js";
import type { Video } from "../model/video.js";
import type { Seconds } from "../units.js";
import { Copies } from "./copies.js";
import type { Stretch } from "./playback.js";
import { SLIVER, segmentAt, segmentStarts } from "./segment-times.js";
import { coveredBy } from "./spans.js";

/** The time that the playhead spent in a segment, from entering or landing in it until it went elsewhere. */
export interface Visit {
  readonly segment: number;
  /** Wall-clock time. */
  readonly entered: Seconds;
  /** Media times. */
  readonly from: Seconds;
  readonly to: Seconds;
}

/** The segments that playback went through, in order of time. Stalls, pauses and changes of rate do not end a visit. */
export function visits(stretches: readonly Stretch[], video: Video): Visit[] {
  const starts = segmentStarts(video);
  const found: Visit[] = [];
  let open: (Visit & { to: Seconds }) | undefined;
  for (const stretch of stretches) {
    if (!stretch.continues) open = undefined;
    let position = stretch.position;
    for (let segment = segmentAt(starts, position); segment < video.durations.length; segment++) {
      const to = Math.min(stretch.end, starts[segment + 1]!);
      if (open?.segment === segment) open.to = to;
      else {
        if (to - position <= SLIVER) break;
        const entered = stretch.from + (position - stretch.position) / stretch.rate;
        open = { segment, entered, from: position, to };
        found.push(open);
      }
      position = to;
    }
  }
  return found;
}

/** What was shown of one track: of each visit, the copy that was there. Visits for which nothing came are left out. */
export function shownParts(table: RequestColumns, visited: readonly Visit[], video: Video): ShownPart[] {
  const starts = segmentStarts(video);
  const copies = new Copies(table, video.durations.length);
  const parts: ShownPart[] = [];
  for (const { segment, entered, from, to } of visited) {
    const request = copies.shownAt(segment, entered);
    if (request === undefined) continue;
    const duration = video.durations[segment]!;
    // Within rounding of a segment's ends, it was shown from or to that end.
    const begin = from - starts[segment]! <= SLIVER ? 0 : from - starts[segment]!;
    const end = starts[segment + 1]! - to <= SLIVER ? duration : to - starts[segment]!;
    parts.push({ segment, request, from: entered, offset: begin, shown: end - begin });
  }
  return parts;
}

/** The same for video, with levels. */
export function playedByVisits(
  table: RequestColumns,
  visited: readonly Visit[],
  video: Video,
): PlayedSegment[] {
  return shownParts(table, visited, video).map(({ segment, request, from, offset, shown }) => {
    const level = table.level[request]!;
    return { segment, level, bitrate: video.levels[level]!.bitrate, shown, request, from, offset };
  });
}

/** Seconds of each row's copy that were shown, each counted once, however often it was shown. */
export function shownByRequest(parts: readonly ShownPart[], rows: number): Float64Array {
  const seconds = new Float64Array(rows);
  const again = new Set<number>();
  for (const { request, shown } of parts) {
    if (seconds[request]! > 0) again.add(request);
    seconds[request]! += shown;
  }
  for (const request of again) {
    const spans = parts
      .filter((part) => part.request === request)
      .map(({ offset, shown }) => ({ from: offset, to: offset + shown }));
    seconds[request] = coveredBy(spans);
  }
  return seconds;
}
