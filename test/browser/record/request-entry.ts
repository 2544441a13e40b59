import { type Seconds, secondsFromMs } from "../../../src/units.js";
import type { ServedRequest } from "../harness/request-log.js";
import { belowStream } from "./stream-files.js";

/** A request, as a file of recordings has it. Times in seconds, to a tenth of a millisecond. */
export interface RequestEntry {
  readonly kind: "manifest" | "init" | "segment";
  readonly start_s: Seconds;
  /** Null where nothing had come when it was aborted. */
  readonly first_byte_s: Seconds | null;
  /** Null for what was aborted. */
  readonly end_s: Seconds | null;
  /** Of the whole file. */
  readonly bytes: number;
  /** Of the file, below the stream's folder. */
  readonly path: string;
  readonly level?: number;
  readonly segment?: number;
  readonly aborted_s?: Seconds;
  /** By then. */
  readonly sent_bytes?: number;
}

/**
 * What became of the requests for a stream, in their order. What was under way when the play ended is written as aborted
 * then; what was asked for later is left out.
 *
 * @param files the stream's, with their sizes
 * @throws Error for a file that the stream does not have
 */
export function requestEntries(
  requests: readonly ServedRequest[],
  files: ReadonlyMap<string, number>,
  endedMs: number,
): readonly RequestEntry[] {
  return requests
    .filter(({ startedMs }) => startedMs <= endedMs)
    .flatMap((request) => requestEntry(request, files, endedMs) ?? []);
}

function requestEntry(
  request: ServedRequest,
  files: ReadonlyMap<string, number>,
  endedMs: number,
): RequestEntry | undefined {
  const { kind, level, segment, startedMs, firstByteMs, endMs } = request;
  if (kind === "other") return undefined;
  const path = belowStream(request.path);
  const bytes = files.get(path);
  if (bytes === undefined) throw new Error(`asked for ${path}, which the stream does not have`);
  const cutMs = request.aborted ? endMs : endMs === undefined ? endedMs : undefined;
  return {
    kind,
    start_s: fine(startedMs),
    first_byte_s: firstByteMs === undefined ? null : fine(firstByteMs),
    end_s: cutMs === undefined ? fine(endMs!) : null,
    bytes,
    path,
    ...(level !== undefined && { level }),
    ...(segment !== undefined && { segment }),
    ...(cutMs !== undefined && { aborted_s: fine(cutMs), sent_bytes: request.bytes }),
  };
}

const fine = (ms: number): Seconds => Number(secondsFromMs(ms).toFixed(4));
