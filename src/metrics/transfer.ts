import type { ShownPart } from "../model/metrics.js";
import { OUTCOME_CODE, type RequestColumns, type SessionLog } from "../model/session.js";
import type { Video } from "../model/video.js";
import type { Bits } from "../units.js";
import { shownByRequest } from "./shown-parts.js";

/** What was asked for and what came of it. Each is said at `SessionMetrics`. */
export interface Transfer {
  readonly downloaded: Bits;
  readonly wasted: Bits;
  readonly requests: number;
  readonly abandoned: number;
  readonly failedRequests: number;
}

/** Of a plain session (see `isPlain`), where the rows of the log and the segments shown go the same way. */
export function plainTransfer(log: SessionLog, played: readonly ShownPart[], video: Video): Transfer {
  const { requests } = log;
  let downloaded: Bits = 0;
  let wasted: Bits = 0;
  let failedRequests = 0;
  for (let row = 0; row < requests.count; row++) {
    const received = requests.received[row]!;
    downloaded += received;
    const shown = played[row]?.shown ?? 0;
    wasted += received * (1 - shown / video.durations[row]!);
    if (requests.outcome[row] === OUTCOME_CODE.starved) failedRequests++;
  }
  return withOthers({ downloaded, wasted, requests: requests.count, abandoned: 0, failedRequests }, log);
}

/** Of any session: its tracks, and everything else. */
export function transfer(
  log: SessionLog,
  shown: { readonly video: readonly ShownPart[]; readonly audio: readonly ShownPart[] },
  video: Video,
): Transfer {
  const a = trackTransfer(log.requests, shown.video, video);
  const b = trackTransfer(log.audio, shown.audio, video);
  const sum: Transfer = {
    downloaded: a.downloaded + b.downloaded,
    wasted: a.wasted + b.wasted,
    requests: a.requests + b.requests,
    abandoned: a.abandoned + b.abandoned,
    failedRequests: a.failedRequests + b.failedRequests,
  };
  return withOthers(sum, log);
}

function trackTransfer(table: RequestColumns, parts: readonly ShownPart[], video: Video): Transfer {
  const shown = shownByRequest(parts, table.count);
  let downloaded: Bits = 0;
  let wasted: Bits = 0;
  let abandoned = 0;
  let failedRequests = 0;
  for (let row = 0; row < table.count; row++) {
    const received = table.received[row]!;
    downloaded += received;
    // Of a request that was played while it arrived, and then cut, no more was shown than came.
    const share = Math.min(1, shown[row]! / video.durations[table.segment[row]!]!);
    wasted += received - Math.min(received, table.size[row]! * share);
    const outcome = table.outcome[row];
    if (outcome === OUTCOME_CODE.abandoned) abandoned++;
    if (outcome === OUTCOME_CODE.failed || outcome === OUTCOME_CODE.starved) failedRequests++;
  }
  return { downloaded, wasted, requests: table.count, abandoned, failedRequests };
}

/** Adds what is no segment. Of that only media can be wasted: options, at a branch, that were not taken. */
function withOthers(segments: Transfer, { others }: SessionLog): Transfer {
  if (others.length === 0) return segments;
  let { downloaded, wasted } = segments;
  for (const { kind, received } of others) {
    downloaded += received;
    if (kind === "video") wasted += received;
  }
  return { ...segments, downloaded, wasted };
}
