import { excerpt, InputError } from "../../errors.js";
import type { RecordedSession, SessionCall } from "../../model/recorded-session.js";
import type { Head } from "../head.js";
import { linesOf, type TextChunks } from "../text.js";
import { decodeCall } from "./decode-call.js";
import { decodeHeader, HEADER_KEY, type SessionHeader } from "./decode-header.js";
import { JsonRecord } from "./json-record.js";

/** Whether a file that begins so is a recording. */
export const isRecording = ({ text, lines: [first = text] }: Head): boolean =>
  first.startsWith("{") && first.includes(`"${HEADER_KEY}"`);

/** A session that is being read. */
interface Begun {
  readonly header: SessionHeader;
  readonly calls: SessionCall[];
}

/**
 * Reads a recording, session by session, and holds one at a time.
 *
 * A line that is torn is taken for the end of its session, where nothing but another session comes after it: a page may
 * be closed in the middle of writing. Anywhere else it is an error.
 *
 * @param where how messages name the file
 * @throws InputError naming the line of the first thing wrong, and for a file without a session
 */
export async function* readRecording(chunks: TextChunks, where: string): AsyncGenerator<RecordedSession> {
  let begun: Begun | undefined;
  let torn: { readonly line: number; readonly text: string } | undefined;
  for await (const { text, line } of linesOf(chunks, where)) {
    const value = parsed(text);
    const isHeader = typeof value === "object" && value !== null && Object.hasOwn(value, HEADER_KEY);
    if (torn !== undefined && (!isHeader || !begun)) throw tornWithin(torn, where);
    if (value === undefined) {
      torn = { line, text };
      continue;
    }
    const record = new JsonRecord(value, `${where}:${line}`);
    if (isHeader) {
      if (begun) yield finished(begun, torn?.line);
      begun = { header: decodeHeader(record, line), calls: [] };
      torn = undefined;
    } else if (begun) begun.calls.push(decodeCall(record, line, begun.header.setting.levels.length));
    else throw noHeader(text, `${where}:${line}`);
  }
  if (!begun) throw torn ? tornWithin(torn, where) : noHeader(undefined, where);
  yield finished(begun, torn?.line);
}

const finished = ({ header, calls }: Begun, tornLine: number | undefined): RecordedSession => ({
  ...header,
  calls,
  ...(tornLine !== undefined && { tornLine }),
});

/** What a line says; undefined for one that is not JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tornWithin({ line, text }: { readonly line: number; readonly text: string }, where: string) {
  return new InputError({
    where: `${where}:${line}`,
    expected: "a JSON object on one line",
    received: excerpt(text),
    hint: "Only the last line of a session may be torn",
  });
}

function noHeader(text: string | undefined, where: string): InputError {
  return new InputError({
    where,
    expected: `a recording, whose first line has the key ${HEADER_KEY}`,
    received: text === undefined ? "no line" : excerpt(text),
    hint: "Record one with the adapters' option `record`",
  });
}
