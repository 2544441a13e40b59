import type { PlayedSegment } from "../model/metrics.js";
import type { SegmentOutcome } from "../model/results.js";
import { REQUEST_OUTCOMES, type SessionLog } from "../model/session.js";
import type { Seconds } from "../units.js";
import { stalls } from "./stalls.js";

/**
 * What became of each request, by row of the log. A segment that arrived, or was arriving, and was not shown
 * because the session ended is discarded; one that could not arrive has failed.
 */
export function requestFates(log: SessionLog, played: readonly PlayedSegment[]): SegmentOutcome[] {
  const shown = new Set(played.map((segment) => segment.segment));
  const { requests } = log;
  return Array.from({ length: requests.count }, (_, row) => {
    const outcome = REQUEST_OUTCOMES[requests.outcome[row]!]!;
    if (outcome === "starved") return "failed";
    return outcome === "delivered" && shown.has(requests.segment[row]!) ? "played" : "discarded";
  });
}

/** Seconds stalled from the finish of the request before, or from the start, to the finish of each. */
export function requestStalls(log: SessionLog): Seconds[] {
  const all = stalls(log);
  let next = 0;
  let from: Seconds = 0;
  return Array.from(log.requests.finished.subarray(0, log.requests.count), (to) => {
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
