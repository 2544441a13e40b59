import type { TextChunks } from "../../../src/inputs/text.js";
import type { TraceColumns, TraceFormat } from "../../../src/inputs/traces/format.js";
import { readTraces } from "../../../src/inputs/traces/read-trace.js";
import type { Gaps, TraceNote } from "../../../src/model/trace-note.js";

/** One trace of a file, as a format reads it. */
export interface FoundTrace {
  readonly part?: string;
  readonly columns: TraceColumns;
  readonly notes: readonly TraceNote[];
}

/** The traces of a text, as a format reads it. */
export async function tracesIn(
  format: Pick<TraceFormat, "name">,
  chunks: TextChunks,
  where = "file",
  gaps?: Gaps,
): Promise<readonly FoundTrace[]> {
  const { traces } = await readTraces(chunks, {
    name: "set/file",
    set: "set",
    where,
    format: format.name,
    gaps,
  });
  return traces.map(({ part, notes, trace: { durations, bandwidths, latencies, losses } }) => ({
    ...(part !== undefined && { part }),
    columns: { durations, bandwidths, ...(latencies && { latencies }), ...(losses && { losses }) },
    notes,
  }));
}

/** The columns of the first trace of a text. */
export const columnsOf = async (
  format: Pick<TraceFormat, "name">,
  chunks: TextChunks,
  where?: string,
): Promise<TraceColumns> => (await tracesIn(format, chunks, where))[0]!.columns;
