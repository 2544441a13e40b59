import type { RequestFate } from "../metrics/request-fates.js";
import type { SegmentOutcome } from "../model/results.js";
import type { SessionLog } from "../model/session.js";
import type { Video } from "../model/video.js";
import { type BitsPerSecond, bytesFromBits, kbpsFromBps } from "../units.js";
import { csvLine } from "./csv.js";
import { type CsvBytes, type EncodedCells, encodedCells } from "./csv-bytes.js";

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
  /** As in `sessions.csv`: see `whoseCells`. */
  readonly whose: EncodedCells;
  readonly replicate: number;
  readonly log: SessionLog;
  readonly video: Video;
  /** Of the separate audio track, where there is one. */
  readonly audioBitrate?: BitsPerSecond;
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

/** Writes the segment requests of one session, every attempt, as lines of `segments.csv`, in order of finishing. */
export function writeSegmentLines(session: SegmentsOfSession, to: CsvBytes): void {
  const { whose, replicate, log, video, audioBitrate, fates } = session;
  for (const { media, row, outcome, stall } of fates) {
    const requests = media === "video" ? log.requests : log.audio;
    const level = requests.level[row]!;
    const bitrate = media === "video" ? video.levels[level]!.bitrate : audioBitrate;
    const requested = requests.requested[row]!;
    to.cells(whose);
    to.number(replicate);
    to.cells(MEDIA_CELLS[media]);
    to.number(requests.segment[row]);
    to.number(level);
    to.number(bitrate === undefined ? undefined : kbpsFromBps(bitrate));
    to.number(bytesFromBits(requests.size[row]!));
    to.number(requested);
    // The log's NaN, "no bit arrived" and "no estimate named", is an empty cell here.
    to.number(requests.firstByte[row]);
    to.number(requests.finished[row]);
    to.number(requested - requests.decided[row]!);
    to.number(requests.bufferBefore[row]);
    to.number(requests.bufferAfter[row]);
    to.number(stall);
    to.number(kbpsFromBps(requests.estimate[row]!));
    to.cells(OUTCOME_CELLS[outcome]);
    to.endRecord();
  }
}

const MEDIA_CELLS: Readonly<Record<RequestFate["media"], EncodedCells>> = {
  video: encodedCells(["video"]),
  audio: encodedCells(["audio"]),
};

const OUTCOME_CELLS: Readonly<Record<SegmentOutcome, EncodedCells>> = {
  played: encodedCells(["played"]),
  replaced: encodedCells(["replaced"]),
  abandoned: encodedCells(["abandoned"]),
  failed: encodedCells(["failed"]),
  discarded: encodedCells(["discarded"]),
};
