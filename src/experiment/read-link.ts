import { excerpt, InputError } from "../errors.js";
import { openText, shownPath } from "../inputs/files.js";
import { peek } from "../inputs/head.js";
import {
  type Gaps,
  isRecording,
  type RecordedLink,
  readRecording,
  recordedLink,
} from "../inputs/recordings/index.js";
import type { TextChunks } from "../inputs/text.js";
import { readTrace } from "../inputs/traces/read-trace.js";
import { TRACE_FORMATS } from "../inputs/traces/registry.js";
import type { RecordedSession } from "../model/recorded-session.js";
import type { Trace, TraceInterval } from "../model/trace.js";
import { nearestHint } from "../suggestion.js";
import { oneFile } from "./planning/placed.js";

/** The format of what adapters record, beside those of traces. */
export const RECORDING = "recording";
export const LINK_FORMATS: readonly string[] = [...TRACE_FORMATS.map(({ name }) => name), RECORDING];

export interface ReadLinkOptions {
  /** One of {@link LINK_FORMATS}; missing: detected by content. */
  readonly format?: string | undefined;
  /** What to take for the capacity of a recorded link while nothing was downloaded. */
  readonly gaps: Gaps;
  /** Which session of a recording, counting from 1; to be left out where there is one only. */
  readonly session?: number | undefined;
  /** The working folder. */
  readonly cwd: string;
}

/** The capacity of a link over time, from whatever knows it. */
export interface Link {
  /** Absolute. */
  readonly path: string;
  readonly format: string;
  readonly count: number;
  readonly intervals: Iterable<TraceInterval>;
  /** What every interval has. */
  readonly columns: { readonly latency: boolean; readonly loss: boolean };
  /** Of a recording: how much of it was measured. */
  readonly recorded?: RecordedLink;
}

/**
 * Reads a trace in any format, or what a recording shows of its link.
 *
 * @throws InputError when the file is neither, and when it is not clear which session is meant
 */
export async function readLink(source: string, options: ReadLinkOptions): Promise<Link> {
  const { format, cwd } = options;
  if (format !== undefined && !LINK_FORMATS.includes(format))
    throw new InputError({
      where: "--from",
      expected: `one of ${LINK_FORMATS.join(", ")}`,
      received: excerpt(format),
      ...nearestHint(format, LINK_FORMATS),
    });
  const path = await oneFile(source, { base: cwd, cwd }, "a trace or a recording");
  const where = shownPath(path, cwd);
  const { head, chunks, close } = await peek(openText(path, where).chunks);
  try {
    const link =
      format === RECORDING || (format === undefined && isRecording(head))
        ? await linkOfRecording(chunks, where, options)
        : await linkOfTrace(chunks, where, format);
    return { path, ...link };
  } finally {
    await close();
  }
}

async function linkOfTrace(
  chunks: TextChunks,
  where: string,
  named: string | undefined,
): Promise<Omit<Link, "path">> {
  const { trace, format } = await readTrace(chunks, { name: where, set: "", where, format: named });
  return {
    format,
    count: trace.durations.length,
    intervals: intervalsOf(trace),
    columns: { latency: trace.latencies !== undefined, loss: trace.losses !== undefined },
  };
}

function* intervalsOf({ durations, bandwidths, latencies, losses }: Trace): Generator<TraceInterval, void> {
  for (let row = 0; row < durations.length; row++)
    yield {
      duration: durations[row]!,
      bandwidth: bandwidths[row]!,
      ...(latencies && { latency: latencies[row]! }),
      ...(losses && { loss: losses[row]! }),
    };
}

async function linkOfRecording(
  chunks: TextChunks,
  where: string,
  { gaps, session }: ReadLinkOptions,
): Promise<Omit<Link, "path">> {
  const recordedSession = await theSession(chunks, where, session);
  const samples = recordedSession.calls.flatMap((call) => (call.call === "sample" ? [call.sample] : []));
  const recorded = recordedLink(samples, gaps, `${where}:${recordedSession.line}`);
  const { intervals } = recorded;
  return {
    format: RECORDING,
    count: intervals.length,
    intervals,
    columns: { latency: intervals.every(({ latency }) => latency !== undefined), loss: false },
    recorded,
  };
}

async function theSession(
  chunks: TextChunks,
  where: string,
  wanted: number | undefined,
): Promise<RecordedSession> {
  let found: RecordedSession | undefined;
  let count = 0;
  for await (const session of readRecording(chunks, where)) {
    count++;
    if (count === (wanted ?? 1)) found = session;
  }
  if (found !== undefined && (wanted !== undefined || count === 1)) return found;
  throw new InputError({
    where: "--session",
    expected: count === 1 ? "1, the only session" : `a session from 1 to ${count}`,
    received: wanted === undefined ? "nothing" : `${wanted}`,
    ...(wanted === undefined && { hint: "A trace is made of one; say which with --session" }),
  });
}
