import type { Location } from "esbuild";

/** What of a file could not be read. */
export interface Misread {
  /** Counting from 1. */
  readonly line: number;
  /** A quotation, as in "got ...". */
  readonly received: string;
}

const LONGEST_QUOTATION = 60;
/** Of a quotation, before the place that it is about. */
const BEFORE = 40;

/**
 * Quotes what the bundler stumbled over. At the end of a file that is what comes before it, for on the empty line that
 * the bundler names there is nothing to be seen.
 *
 * @param text the file's; undefined where nobody can read it
 */
export function misreadAt({ line, column, lineText }: Location, text: string | undefined): Misread {
  if (lineText.trim() !== "") return { line, received: quoted(lineText, charactersIn(lineText, column)) };
  const before = (text ?? "").split("\n").slice(0, line);
  const last = before.findLastIndex((each) => each.trim() !== "");
  if (last < 0) return { line, received: END };
  return { line: last + 1, received: `${END} after ${quoted(before[last]!, Number.POSITIVE_INFINITY)}` };
}

const END = "the end of the file";

/** The line without the blanks around it; of a long one, what is around the place. */
function quoted(line: string, place: number): string {
  const text = line.trim();
  const at = place - (line.length - line.trimStart().length);
  const from = Math.max(0, Math.min(at - BEFORE, text.length - LONGEST_QUOTATION));
  const to = Math.min(from + LONGEST_QUOTATION, text.length);
  return JSON.stringify(`${from > 0 ? "..." : ""}${text.slice(from, to)}${to < text.length ? "..." : ""}`);
}

/** The bundler counts columns in bytes of UTF-8. */
function charactersIn(line: string, bytes: number): number {
  return new TextDecoder().decode(new TextEncoder().encode(line).subarray(0, bytes)).length;
}
