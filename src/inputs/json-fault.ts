import { excerpt } from "../errors.js";

/** What keeps a text from being JSON. */
export interface JsonFault {
  /** Counting from 1. */
  readonly line: number;
  /** What was found there, as in "got ...". */
  readonly received: string;
}

/** A string, whole or up to the end of its line; a bracket; a line's end. */
const TOKEN = /"(?:[^"\\\n]|\\.)*"?|[[\]{}]|\n/g;
const CLOSES: Readonly<Record<string, string>> = { "[": "]", "{": "}" };

/**
 * The first string that is not closed or bracket that does not match; undefined where all are in order, which text
 * that is not JSON for another reason may be.
 */
export function jsonFault(text: string): JsonFault | undefined {
  const open: { readonly bracket: string; readonly line: number }[] = [];
  const last = text.trimEnd().length;
  let line = 1;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (index >= last) break;
    if (token === "\n") line++;
    else if (token in CLOSES) open.push({ bracket: token, line });
    else if (token.startsWith('"')) {
      if (isClosed(token)) continue;
      return { line, received: index + token.length < last ? `${excerpt(token)}, not closed` : END };
    } else {
      const opened = open.pop();
      if (opened && CLOSES[opened.bracket] === token) continue;
      const instead = opened
        ? `to close the "${opened.bracket}" of line ${opened.line}`
        : "that closes nothing";
      return { line, received: `a "${token}" ${instead}` };
    }
  }
  const unclosed = open.at(-1);
  return (
    unclosed && { line, received: `${END}, where the "${unclosed.bracket}" of line ${unclosed.line} is open` }
  );
}

const END = "the end of the file";

const isClosed = (string: string) => /^"(?:[^"\\]|\\.)*"$/.test(string);
