import { CsvError, parse } from "csv-parse";
import { InputError } from "../../errors.js";
import { LONGEST_LINE, type TextChunks } from "../text.js";

/**
 * Calls `visit` with each record of a comma-separated file that is not blank, its fields without the white space
 * around them, and with the number of the line that it ends on. The header is a record like any other. Quotes as
 * in RFC 4180; lines may end in LF, CRLF or CR.
 *
 * @throws InputError for quotes that do not match and records that never end; whatever `visit` throws
 */
export async function forEachRecord(
  chunks: TextChunks,
  where: string,
  visit: (fields: readonly string[], line: number) => void,
): Promise<void> {
  const parser = parse({
    bom: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: LONGEST_LINE,
    // Records are consumed here, while they are parsed, so that none is ever queued.
    on_record: (fields: string[], { lines }) => {
      if (fields.length > 1 || fields[0] !== "") visit(fields, lines);
      return null;
    },
  });
  // Each step below reports its own failure; without a listener, the parser would throw it a second time.
  parser.on("error", () => undefined).resume();
  try {
    for await (const chunk of chunks) await completed((done) => parser.write(chunk, done));
    await completed((done) => parser.end(done));
  } catch (error) {
    throw toInputError(error, where);
  }
}

function completed(start: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
}

function toInputError(error: unknown, where: string): unknown {
  if (!(error instanceof CsvError)) return error;
  const { lines } = error as CsvError & { readonly lines?: number };
  return new InputError({
    where: lines === undefined ? where : `${where}:${lines}`,
    expected: "comma-separated values",
    received: error.message,
    hint: "Check the quotes in and before this line",
  });
}
