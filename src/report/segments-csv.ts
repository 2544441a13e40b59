import type { RequestFate } from "../metrics/request-fates.js";
import type { SessionIdentity, SessionLog } from "../model/session.js";
import type { Video } from "../model/video.js";
import { type BitsPerSecond, bytesFromBits, kbpsFromBps } from "../units.js";
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
  /** Of the separate audio track, where there is one. */
  readonly audioBitrate?: BitsPerSecond;
  /** Whether several clients share a link anywhere, as for {@link segmentsHeader}. */
  readonly clients?: boolean;
  /** In the order of the file. */
  readonly fates: readonly RequestFate[];
}

/**
 * The first line of `segments.csv`.
 *
 * @param clients whether several clients share a link anywhere: rows then say which they are of, after the policy
 */
export function segmentsHeader(clients = false): string {
  const [scenario, policy, ...rest] = SEGMENT_COLUMNS;
  return csvLine(clients ? [scenario, policy, "client", ...rest] : SEGMENT_COLUMNS);
}

/** The segment requests of one session, every attempt, as lines of `segments.csv`, in order of finishing. */
export function segmentLines(session: SegmentsOfSession): string {
  const { log, video, audioBitrate, fates } = session;
  const prefix = identityPrefix(session.identity, session.clients ?? false);
  let lines = "";
  for (const { media, row, outcome, stall } of fates) {
    const requests = media === "video" ? log.requests : log.audio;
    const level = requests.level[row]!;
    const bitrate = media === "video" ? video.levels[level]!.bitrate : audioBitrate;
    const requested = requests.requested[row]!;
    const cells: CsvCell[] = [
      media,
      requests.segment[row],
      level,
      bitrate === undefined ? undefined : kbpsFromBps(bitrate),
      bytesFromBits(requests.size[row]!),
      requested,
      // The log's NaN, "no bit arrived" and "no estimate named", is an empty cell here.
      requests.firstByte[row],
      requests.finished[row],
      requested - requests.decided[row]!,
      requests.bufferBefore[row],
      requests.bufferAfter[row],
      stall,
      kbpsFromBps(requests.estimate[row]!),
      outcome,
    ];
    lines += prefix + csvLine(cells);
  }
  return lines;
}

function identityPrefix(identity: SessionIdentity, clients: boolean): string {
  const { scenario, policy, client, traceSet, trace, video, replicate } = identity;
  const who = clients ? [scenario, policy, client] : [scenario, policy];
  return [...who, traceSet, trace, video, replicate].map((cell) => `${csvCell(cell)},`).join("");
}
