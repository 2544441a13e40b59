import { printable } from "../../../report/names.js";
import { columnsLeftOut, noteInWords, notesInWords } from "../../../report/trace-notes.js";
import { traceSummary, tracesSummary } from "../../../report/trace-summary.js";
import type { Rewritten } from "./rewrite-traces.js";
import type { Target } from "./target.js";

/** So many files are told of one by one. */
const MOST_LINES = 10;

/** Says what was written, on stdout, and on stderr what is worth knowing of it. */
export function tell({ written, notes, leftOut, formats }: Rewritten, { folder, writer }: Target): void {
  const from = `from ${[...formats].sort().join(", ")}`;
  if (written.length <= MOST_LINES)
    for (const each of written)
      process.stdout.write(`${printable(each.path)}: ${traceSummary(each)}, ${from}\n`);
  else process.stdout.write(`${printable(folder)}: ${tracesSummary(written)}, ${from}\n`);
  const lines =
    notes.length <= MOST_LINES
      ? notes.map(
          ({ where, note }) => (written.length > 1 ? `${printable(where)}: ` : "") + noteInWords(note),
        )
      : notesInWords(notes.map(({ note }) => note));
  for (const line of lines) process.stderr.write(`${line}\n`);
  const left = columnsLeftOut(leftOut, writer.name);
  if (left !== undefined) process.stderr.write(`${left}\n`);
}
