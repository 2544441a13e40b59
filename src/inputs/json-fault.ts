import { excerpt } from "../errors.js";

/** What keeps a text from being JSON. */
export interface JsonFault {
  /** Counting from 1. */
  readonly line: number;
  /** What was found there, as in "got ...". */
  readonly received: string;
}

/** An escape, a quote, a bracket, a line's end. None of them repeats: of a long string, a loop would exhaust the stack. */
const TOKEN = /\\.|["[\]{}\n]/g;
/** What a closing bracket closes. */
const OPENS: Readonly<Record<string, string>> = { "]": "[", "}": "{" };

/**
 * The first string that is not closed or bracket that does not match; undefined where all are in order, which text
 * that is not JSON for another reason may be.
 */
export function jsonFault(text: string): JsonFault | undefined {
  const open: { readonly bracket: string; readonly line: number }[] = [];
  const last = text.trimEnd().length;
  let line = 1;
  /** Where the string begins that the search is in. */
  let quote: number | undefined;
  for (const { 0: found, index } of text.matchAll(TOKEN)) {
    if (index >= last) break;
    if (quote !== undefined) {
      if (found === "\n") return { line, received: `${excerpt(text.slice(quote, index))}, not closed` };
      if (found === '"') quote = undefined;
      continue;
    }
    // Out here a backslash escapes nothing.
    const token = found.at(-1)!;
    if (token === "\n") line++;
    else if (token === '"') quote = index;
    else if (token === "[" || token === "{") open.push({ bracket: token, line });
    else if (token in OPENS) {
      const opened = open.pop();
      if (opened?.bracket === OPENS[token]) continue;
      const instead = opened
        ? `to close the "${opened.bracket}" of line ${opened.line}`
        : "that closes nothing";
      return { line, received: `a "${token}" ${instead}` };
    }
  }
  if (quote !== undefined) return { line, received: END };
  const unclosed = open.at(-1);
  return (
    unclosed && { line, received: `${END}, where the "${unclosed.bracket}" of line ${unclosed.line} is open` }
  );
}

const END = "the end of the file";
