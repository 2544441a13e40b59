import { CsvError, parse } from "csv-parse/sync";
import { InputError } from "../errors.js";
import { LONGEST_LINE, type TextChunks } from "./text.js";

/** Calls for the fields of a record, and the number of the line that it ends on. */
type Visit = (fields: readonly string[], line: number) => void;

/** Whether the white space around a field belongs to it: in files that people write it does not. */
export type CsvFields = "trimmed" | "exact";

/**
 * Calls `visit` with each record of a comma-separated file that is not blank and with the number of the line that it
 * ends on. The header is a record like any other. Quotes as in RFC 4180; lines may end in LF, CRLF or CR. Holds a chunk
 * and a record.
 *
 * Lines are split here, quotes around whole fields included. What has quotes elsewhere, or carriage returns beside them, goes
 * through the CSV parser, which looks at every character and takes some ten times as long.
 *
 * @throws InputError for quotes that do not match and records that never end; whatever `visit` throws
 */
export async function forEachRecord(
  chunks: TextChunks,
  where: string,
  visit: Visit,
  are: CsvFields = "trimmed",
): Promise<void> {
  let rest = "";
  /** Lines before `rest`. */
  let before = 0;
  const take = (raw: string) => {
    const text = raw.includes("\r") ? raw.replaceAll(LINE_END, "\n") : raw;
    // Mostly there is nothing to trim, which is quicker to see of all fields at once.
    const trims = are === "trimmed" && BLANK.test(text);
    const visitFields: Visit = (fields, line) => {
      const taken = trims ? fields.map((field) => field.trim()) : fields;
      if (taken.length > 1 || taken[0] !== "") visit(taken, line);
    };
    if (!text.includes('"')) {
      before += visitPlain(text, before, visitFields) - 1;
      return;
    }
    const read = text === raw ? visitQuoted(text, before, visitFields) : NOTHING_READ;
    if (read.end < raw.length) parseRest(raw.slice(read.end), where, before + read.lines, are, visitFields);
    before += text.split("\n").length - 1;
  };
  for await (const chunk of chunks) {
    const text = rest + chunk;
    const end = text.includes('"') ? endOfRecords(text) : endOfLines(text);
    take(text.slice(0, end));
    rest = text.slice(end);
    if (rest.length > LONGEST_LINE) throw tooLong(`${where}:${before + 1}`, rest.includes('"'));
  }
  take(rest);
}

const LINE_END = /\r\n?/g;
/** White space that ends no line; ECMAScript counts U+FEFF, the byte-order mark, among it. */
const BLANK = /[^\S\r\n]/;
/** A CR at the very end may be half of a CRLF, and ends no line yet. */
const QUOTE_OR_LINE_END = /"|\r\n|\r(?!$)|\n/g;

/** Where the last whole line of text without quotes ends. */
function endOfLines(text: string): number {
  const beforeLast = text.slice(0, -1);
  return Math.max(text.lastIndexOf("\n"), beforeLast.lastIndexOf("\r")) + 1;
}

/** Where the last line ends that does so outside quotes; a doubled quote leaves them and enters them again. */
function endOfRecords(text: string): number {
  let quoted = false;
  let end = 0;
  for (const { 0: mark, index } of text.matchAll(QUOTE_OR_LINE_END)) {
    if (mark === '"') quoted = !quoted;
    else if (!quoted) end = index + mark.length;
  }
  return end;
}

/**
 * Visits the records of text without quotes whose lines end in LF. Three times as fast as splitting lines and then fields.
 *
 * @param before lines before the text
 * @returns the lines in the text, the last of which may be empty
 */
function visitPlain(text: string, before: number, visit: Visit): number {
  let line = before;
  let comma = -1;
  /** That the record before has: an array that has room for as many need not grow, which costs more than all else here. */
  let width = 0;
  for (let start = 0; start <= text.length; ) {
    const next = text.indexOf("\n", start);
    const end = next === -1 ? text.length : next;
    const fields = new Array<string>(width);
    let count = 0;
    for (;;) {
      if (comma < start) comma = indexOrEnd(text, ",", start);
      if (comma >= end) break;
      fields[count++] = text.slice(start, comma);
      start = comma + 1;
    }
    fields[count++] = text.slice(start, end);
    if (count < width) fields.length = count;
    width = count;
    visit(fields, ++line);
    start = end + 1;
  }
  return line - before;
}

function indexOrEnd(text: string, mark: string, start: number): number {
  const index = text.indexOf(mark, start);
  return index === -1 ? text.length : index;
}

/** How far text was read: characters of whole records, and their lines. */
interface Read {
  readonly end: number;
  readonly lines: number;
}

const NOTHING_READ: Read = { end: 0, lines: 0 };

/**
 * Visits the records of text whose lines end in LF, up to the first that has a quote elsewhere than around a whole field.
 *
 * @param before lines before the text
 */
function visitQuoted(text: string, before: number, visit: Visit): Read {
  let end = 0;
  let lines = 0;
  let quote = -1;
  let comma = -1;
  let lineEnd = -1;
  while (end < text.length) {
    const fields: string[] = [];
    let linesWithin = 0;
    let start = end;
    for (let mark = ","; mark === ","; ) {
      if (quote < start) quote = indexOrEnd(text, '"', start);
      let stop: number;
      if (text[start] === '"') {
        const close = closingQuote(text, start);
        if (close === -1) return { end, lines };
        const field = text.slice(start + 1, close);
        linesWithin += field.split("\n").length - 1;
        fields.push(field.replaceAll('""', '"'));
        stop = close + 1;
      } else {
        if (comma < start) comma = indexOrEnd(text, ",", start);
        if (lineEnd < start) lineEnd = indexOrEnd(text, "\n", start);
        stop = Math.min(comma, lineEnd);
        if (quote < stop) return { end, lines };
        fields.push(text.slice(start, stop));
      }
      mark = text[stop] ?? "\n";
      if (mark !== "," && mark !== "\n") return { end, lines };
      start = stop + 1;
    }
    end = Math.min(start, text.length);
    lines += linesWithin + 1;
    visit(fields, before + lines);
  }
  return { end, lines };
}

/** Of the field that opens there; -1 if there is none. */
function closingQuote(text: string, opening: number): number {
  let close = text.indexOf('"', opening + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close;
}

/** @param before lines before the text */
function parseRest(text: string, where: string, before: number, are: CsvFields, visit: Visit): void {
  try {
    parse(text, {
      bom: true,
      trim: are === "trimmed",
      relax_column_count: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      // Records are consumed here, while they are parsed, so that none is ever queued.
      on_record: (fields: string[], { lines }) => {
        visit(fields, before + lines);
        return null;
      },
    });
  } catch (error) {
    throw error instanceof CsvError ? quotesAmiss(error, where, before) : error;
  }
}

function quotesAmiss(error: CsvError, where: string, before: number): InputError {
  const { code, lines = 1 } = error as CsvError & { readonly lines?: number };
  // What is never closed was not cut off from its record's beginning; the parser says where the file ends.
  const line = before + (code === "CSV_QUOTE_NOT_CLOSED" ? 1 : lines);
  return new InputError({
    where: `${where}:${line}`,
    expected: "quotes around whole fields only",
    received: AMISS[code] ?? "quotes that do not match",
    hint: "Check the quotes in and before this line",
  });
}

const AMISS: Partial<Record<CsvError["code"], string>> = {
  CSV_QUOTE_NOT_CLOSED: "one that is never closed",
  CSV_INVALID_CLOSING_QUOTE: "one that closes before its field ends",
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: "one that closes before its field ends",
  INVALID_OPENING_QUOTE: "one in the middle of a field",
};

function tooLong(where: string, isQuoted: boolean): InputError {
  return new InputError({
    where,
    expected: `records of at most ${LONGEST_LINE} characters`,
    received: "a longer one",
    hint: isQuoted ? "Close the quotes that this record opens" : "Check that this is the file you mean",
  });
}
