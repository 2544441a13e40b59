import type { SegmentOutcome } from "../model/results.js";
import type { SessionIdentity, SessionLog } from "../model/session.js";
import type { Video } from "../model/video.js";
import { bytesFromBits, kbpsFromBps, type Seconds } from "../units.js";
import { type CsvCell, csvCell, csvLine } from "./csv.js";

/** The columns of `segments.csv`. */
export const SEGMENT_COLUMNS = [
  "scenario",
  "policy",
  "trace_set",
  "trace",
  "video",
  "replicate",
  "media",
  "index",
  "level",
  "bitrate_kbps",
  "size_bytes",
  "requested_s",
  "first_byte_s",
  "finished_s",
  "wait_s",
  "buffer_before_s",
  "buffer_after_s",
  "stall_s",
  "estimate_kbps",
  "outcome",
] as const;

/** A session whose requests are to be written. */
export interface SegmentsOfSession {
  readonly identity: SessionIdentity;
  readonly log: SessionLog;
  readonly video: Video;
  readonly media?: "video" | "audio";
  /** By request, in the order of the log. */
  readonly outcomes: ArrayLike<SegmentOutcome>;
  /** Seconds that playback stood still for each request, in the order of the log. */
  readonly stalls: ArrayLike<Seconds>;
}

/** The first line of `segments.csv`. */
export function segmentsHeader(): string {
  return csvLine(SEGMENT_COLUMNS);
}

/** The requests of one session as lines of `segments.csv`, in order of finishing. */
export function segmentLines(session: SegmentsOfSession): string {
  const { log, video, outcomes, stalls } = session;
  const { requests } = log;
  const prefix = identityPrefix(session);
  let lines = "";
  for (let row = 0; row < requests.count; row++) {
    const level = requests.level[row]!;
    const requested = requests.requested[row]!;
    const cells: CsvCell[] = [
      requests.segment[row],
      level,
      kbpsFromBps(video.levels[level]!.bitrate),
      bytesFromBits(requests.size[row]!),
      requested,
      // The log's NaN, "no bit arrived" and "no estimate named", is an empty cell here.
      requests.firstByte[row],
      requests.finished[row],
      requested - requests.decided[row]!,
      requests.bufferBefore[row],
      requests.bufferAfter[row],
      stalls[row],
      kbpsFromBps(requests.estimate[row]!),
      outcomes[row],
    ];
    lines += prefix + csvLine(cells);
  }
  return lines;
}

function identityPrefix({ identity, media = "video" }: SegmentsOfSession): string {
  const { scenario, policy, traceSet, trace, video, replicate } = identity;
  return [scenario, policy, traceSet, trace, video, replicate, media]
    .map((cell) => `${csvCell(cell)},`)
    .join("");
}
