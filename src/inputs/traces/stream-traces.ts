import { InputError } from "../../errors.js";
import { columnsOf, type OptionalColumns, type TraceInterval } from "../../model/trace.js";
import { type Gaps, leftOutInWords, type TraceNote } from "../../model/trace-note.js";
import { peek } from "../head.js";
import type { TextChunks } from "../text.js";
import { checkAlike } from "./alike.js";
import { detectTraceFormat } from "./detect.js";
import type { TraceFormat } from "./format.js";
import { traceFormatNamed } from "./named.js";

export interface StreamOptions {
  /** How messages name the file. */
  readonly where: string;
  /** A format's name; missing: detected by content. */
  readonly format?: string | undefined;
  /** For times of which the file says nothing; missing: as the format does by itself. */
  readonly gaps?: Gaps | undefined;
}

/** Takes the intervals of one trace. */
export interface IntervalSink {
  interval(interval: TraceInterval): void;
}

/** Takes the traces of a file. */
export interface TracesSink {
  /**
   * Begins a trace. The parts of a file may take turns.
   *
   * @param part missing in a file of one trace
   */
  begin(columns: OptionalColumns, part: string | undefined): IntervalSink;
  /** Waited for between chunks of the file, by a sink that can take only so much at a time. */
  ready?(): Promise<void> | undefined;
  /** Comes when the file has been read. @param part missing for what is said of the whole file */
  note?(note: TraceNote, part: string | undefined): void;
}

/**
 * Reads the traces of a file in any format, interval by interval; of a file of any length it holds a chunk.
 *
 * @returns the format that the file is in
 * @throws InputError when the text is not a trace in the given or in exactly one format
 */
export async function streamTraces(
  text: TextChunks,
  { where, format: name, gaps }: StreamOptions,
  sink: TracesSink,
): Promise<TraceFormat> {
  const named = name === undefined ? undefined : traceFormatNamed(name, where);
  const { head, chunks, close } = await peek(text);
  const begun = new Map<string | undefined, Begun>();
  const notes: { readonly note: TraceNote; readonly part: string | undefined }[] = [];
  try {
    const format = named ?? detectTraceFormat(head, where);
    await format.read(
      paced(chunks, sink),
      { where, gaps },
      {
        interval(interval, line, part) {
          let trace = begun.get(part);
          if (trace === undefined) {
            const columns = columnsOf(interval);
            trace = { columns, into: sink.begin(columns, part) };
            begun.set(part, trace);
          }
          checkAlike(trace.columns, interval, where, line);
          trace.into.interval(interval);
        },
        note: (note, part) => void notes.push({ note, part }),
      },
    );
    if (begun.size === 0)
      throw noInterval(
        where,
        notes.map(({ note }) => note),
      );
    for (const { note, part } of notes) sink.note?.(note, part);
    return format;
  } finally {
    await close();
  }
}

interface Begun {
  readonly columns: OptionalColumns;
  readonly into: IntervalSink;
}

async function* paced(chunks: AsyncIterable<string>, { ready }: TracesSink): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    const waiting = ready?.();
    if (waiting) await waiting;
    yield chunk;
  }
}

function noInterval(where: string, notes: readonly TraceNote[]): InputError {
  const leftOut = notes.flatMap((note) => (note.kind === "left-out" ? leftOutInWords(note) : []));
  return new InputError({
    where,
    expected: "a trace of at least one interval",
    received: leftOut.length > 0 ? `nothing but ${leftOut.join(" and ")}` : "none",
    hint: "Check that the file is complete",
  });
}
