import { type Trace, traceFromColumns } from "../../model/trace.js";
import { formatNamed, theOneThatFits } from "../formats.js";
import { type Head, peek } from "../head.js";
import type { TextChunks } from "../text.js";
import type { TraceFormat } from "./format.js";
import { TRACE_FORMATS } from "./registry.js";

export interface ReadTraceOptions {
  /** `<set>/<file>`. */
  readonly name: string;
  readonly set: string;
  /** How messages name the file; its name if missing. */
  readonly where?: string;
  /** A format's name; missing: detected by content. */
  readonly format?: string | undefined;
}

/** A trace, and the name of the format that it was written in. */
export interface ReadTrace {
  readonly trace: Trace;
  readonly format: string;
}

/**
 * Reads a trace from text in any format.
 *
 * @throws InputError when the text is not a trace in the given or in exactly one format
 */
export async function readTrace(text: TextChunks, options: ReadTraceOptions): Promise<ReadTrace> {
  const { name, set, where = name } = options;
  const named =
    options.format === undefined ? undefined : formatNamed(TRACE_FORMATS, options.format, "trace", where);
  const { head, chunks, close } = await peek(text);
  try {
    const format = named ?? detectTraceFormat(head, where);
    const columns = await format.read(chunks, where);
    return { trace: traceFromColumns({ name, set, ...columns }), format: format.name };
  } finally {
    await close();
  }
}

/**
 * The format that a file is in, by its content.
 *
 * @throws InputError when none fits, and when several do
 */
export function detectTraceFormat(head: Head, where: string): TraceFormat {
  return theOneThatFits(TRACE_FORMATS, (format) => format.detect(head), head, "trace", where);
}
