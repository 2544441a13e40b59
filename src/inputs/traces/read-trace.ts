import { InputError } from "../../errors.js";
import { type Trace, traceFromColumns } from "../../model/trace.js";
import type { Gaps, TraceNote } from "../../model/trace-note.js";
import type { TextChunks } from "../text.js";
import { TraceColumnsBuilder } from "./columns.js";
import { streamTraces } from "./stream-traces.js";

export interface ReadTraceOptions {
  /** `<set>/<file>`. */
  readonly name: string;
  readonly set: string;
  /** How messages name the file; its name if missing. */
  readonly where?: string;
  /** A format's name; missing: detected by content. */
  readonly format?: string | undefined;
  /** For times of which the file says nothing; missing: as the format does by itself. */
  readonly gaps?: Gaps | undefined;
}

/** The traces of a file, and the name of the format that it was written in. */
export interface ReadTraces {
  readonly traces: readonly ReadPart[];
  readonly format: string;
  /** Of the file as a whole. */
  readonly notes: readonly TraceNote[];
}

export interface ReadPart {
  /** Called `<set>/<file>#<part>` where the file has several. */
  readonly trace: Trace;
  /** Missing in a file of one trace. */
  readonly part?: string;
  readonly notes: readonly TraceNote[];
}

/**
 * Reads the traces of a text in any format.
 *
 * @throws InputError when the text is not a trace in the given or in exactly one format
 */
export async function readTraces(text: TextChunks, options: ReadTraceOptions): Promise<ReadTraces> {
  const { name, set, where = name, format, gaps } = options;
  const parts = new Map<string | undefined, { builder: TraceColumnsBuilder; notes: TraceNote[] }>();
  const wholeNotes: TraceNote[] = [];
  const { name: found } = await streamTraces(
    text,
    { where, format, gaps },
    {
      begin(_, part) {
        const builder = new TraceColumnsBuilder();
        parts.set(part, { builder, notes: [] });
        return { interval: (interval) => builder.push(interval) };
      },
      note: (note, part) => void (parts.get(part)?.notes ?? wholeNotes).push(note),
    },
  );
  const traces = [...parts].map(([part, { builder, notes }]): ReadPart => {
    const called = parts.size > 1 && part !== undefined ? `${name}#${part}` : name;
    const trace = traceFromColumns({ name: called, set, ...builder.finish() });
    return { trace, ...(part !== undefined && { part }), notes };
  });
  return { traces, format: found, notes: wholeNotes };
}

/**
 * Reads a text that holds one trace.
 *
 * @throws InputError when the text is not a trace in the given or in exactly one format, and when it holds several
 */
export async function readTrace(
  text: TextChunks,
  options: ReadTraceOptions,
): Promise<{ readonly trace: Trace; readonly format: string }> {
  const { traces, format } = await readTraces(text, options);
  const [first, ...others] = traces;
  if (others.length === 0) return { trace: first!.trace, format };
  throw new InputError({
    where: options.where ?? options.name,
    expected: "a file of one trace",
    received: `${traces.length}, such as ${first!.part}`,
  });
}
