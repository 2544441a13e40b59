/**
 * The line, counting from 1, of what stands at a path of keys and indices in JSON: of an entry of an object, where its key
 * stands. Where there is nothing, that of the innermost value around it.
 *
 * @param text valid JSON
 */
export function jsonLine(text: string, path: readonly (string | number)[]): number {
  let start = skipped(SPACE, text, 0);
  let value = start;
  for (const part of path) {
    const found = typeof part === "number" ? itemAt(text, value, part) : entryAt(text, value, part);
    if (found === undefined) break;
    ({ start, value } = found);
  }
  let line = 1;
  for (let end = text.indexOf("\n"); end !== -1 && end < start; end = text.indexOf("\n", end + 1)) line++;
  return line;
}

/** Where something begins, and where the value in it. */
interface Place {
  readonly start: number;
  readonly value: number;
}

const SPACE = /\s*/y;
const SPACE_AND_COMMA = /[\s,]*/y;
const SPACE_AND_COLON = /[\s:]*/y;
const WORD = /[^\s,:[\]{}"]*/y;
/** Not a loop over the string, as a long one exhausts the stack. */
const IN_STRING = /\\.|"/g;
const BRACKET_OR_QUOTE = /["[\]{}]/g;

function itemAt(text: string, list: number, index: number): Place | undefined {
  if (text[list] !== "[") return undefined;
  let start = skipped(SPACE, text, list + 1);
  for (let at = 0; text[start] !== "]"; at++) {
    if (at === index) return { start, value: start };
    start = skipped(SPACE_AND_COMMA, text, valueEnd(text, start));
  }
  return undefined;
}

/** Of several entries of one key, the first. */
function entryAt(text: string, object: number, key: string): Place | undefined {
  if (text[object] !== "{") return undefined;
  for (let start = skipped(SPACE, text, object + 1); text[start] !== "}"; ) {
    const end = stringEnd(text, start);
    const value = skipped(SPACE_AND_COLON, text, end);
    if (JSON.parse(text.slice(start, end)) === key) return { start, value };
    start = skipped(SPACE_AND_COMMA, text, valueEnd(text, value));
  }
  return undefined;
}

function valueEnd(text: string, start: number): number {
  if (text[start] === '"') return stringEnd(text, start);
  if (text[start] !== "[" && text[start] !== "{") return skipped(WORD, text, start);
  let depth = 0;
  for (let at = start; ; ) {
    BRACKET_OR_QUOTE.lastIndex = at;
    const { 0: mark, index } = BRACKET_OR_QUOTE.exec(text)!;
    at = mark === '"' ? stringEnd(text, index) : index + 1;
    if (mark === "[" || mark === "{") depth++;
    else if (mark !== '"' && --depth === 0) return at;
  }
}

function stringEnd(text: string, start: number): number {
  IN_STRING.lastIndex = start + 1;
  while (IN_STRING.exec(text)![0] !== '"');
  return IN_STRING.lastIndex;
}

/** @param pattern sticky, and fits nothing at all too */
function skipped(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  pattern.exec(text);
  return pattern.lastIndex;
}
