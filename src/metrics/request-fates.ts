import type { ShownPart } from "../model/metrics.js";
import type { SegmentOutcome } from "../model/results.js";
import { REQUEST_OUTCOMES, type RequestColumns, type SessionLog } from "../model/session.js";
import type { Seconds } from "../units.js";
import { optionOf } from "./copies.js";
import type { MeasuredSession } from "./session-metrics.js";
import { stalls } from "./stalls.js";

/** A request for a segment, and what became of it: a row of `segments.csv`. */
export interface RequestFate {
  readonly media: "video" | "audio";
  /** In the log's table of that track. */
  readonly row: number;
  readonly outcome: SegmentOutcome;
  /** Seconds stalled from the finish of the request before, of either track, or from the start, to its finish. */
  readonly stall: Seconds;
}

/** Every request for a segment, of both tracks in order of finishing; video first where two finish at once. */
export function requestFates(
  log: SessionLog,
  { played, audioPlayed }: Pick<MeasuredSession, "played" | "audioPlayed">,
): RequestFate[] {
  const video = trackFates("video", log.requests, played);
  const audio = trackFates("audio", log.audio, audioPlayed);
  const merged = audio.length === 0 ? video : [...video, ...audio].sort((a, b) => a.finished - b.finished);
  const stalled = requestStalls(
    log,
    merged.map(({ finished }) => finished),
  );
  return merged.map(({ media, row, outcome }, index) => ({ media, row, outcome, stall: stalled[index]! }));
}

interface TrackFate extends Omit<RequestFate, "stall"> {
  readonly finished: Seconds;
}

function trackFates(
  media: RequestFate["media"],
  table: RequestColumns,
  shown: readonly ShownPart[],
): TrackFate[] {
  const rows = new Set(shown.map(({ request }) => request));
  const lastShown = new Map(shown.map(({ segment, from }) => [segment, from]));
  return Array.from({ length: table.count }, (_, row) => ({
    media,
    row,
    outcome: outcomeOf(table, row, rows.has(row), lastShown.get(table.segment[row]!)),
    finished: table.finished[row]!,
  }));
}

/**
 * A copy that was there when its segment was shown, and not shown itself, was replaced, or dropped at a seek and
 * fetched again. What came too late, for nobody, or for a way not taken is discarded.
 *
 * @param shownAt when the segment was shown last, in any copy
 */
function outcomeOf(
  table: RequestColumns,
  row: number,
  isShown: boolean,
  shownAt: Seconds | undefined,
): SegmentOutcome {
  const outcome = REQUEST_OUTCOMES[table.outcome[row]!]!;
  if (outcome === "failed" || outcome === "starved") return "failed";
  if (outcome === "abandoned") return "abandoned";
  if (isShown) return "played";
  const inTime = shownAt !== undefined && table.finished[row]! <= shownAt;
  return outcome === "delivered" && inTime && optionOf(table, row) === 0 ? "replaced" : "discarded";
}

/**
 * Seconds stalled until the finish of each request from the finish of the one before, or from the start.
 *
 * @param finishes by rising time; those of the video requests, if missing
 */
export function requestStalls(
  log: SessionLog,
  finishes: readonly Seconds[] = [...log.requests.finished.subarray(0, log.requests.count)],
): Seconds[] {
  const all = stalls(log);
  let next = 0;
  let from: Seconds = 0;
  return finishes.map((to) => {
    let stalled: Seconds = 0;
    for (; next < all.length && all[next]!.from < to; next++) {
      const stall = all[next]!;
      stalled += Math.min(to, stall.to) - Math.max(from, stall.from);
      if (stall.to > to) break;
    }
    from = to;
    return stalled;
  });
}
