import { InputError } from "../errors.js";

/** Text as it arrives from a disk or a pipe: cut anywhere, even within a line. */
export type TextChunks = AsyncIterable<string> | Iterable<string>;

/** Characters in the longest line, field or word that a reader holds. Longer ones are not what they claim to be. */
export const LONGEST_LINE = 65_536;

/**
 * Calls `visit` with each line that is not blank, without the white space around it, and with its number counting
 * from 1. Lines end in LF or CRLF; a byte-order mark is dropped. Holds one line at a time.
 *
 * @throws InputError for a line longer than {@link LONGEST_LINE}
 */
export async function forEachLine(
  chunks: TextChunks,
  where: string,
  visit: (line: string, number: number) => void,
): Promise<void> {
  let number = 0;
  let rest = "";
  const take = (raw: string) => {
    number++;
    // ECMAScript counts U+FEFF, the byte-order mark, among white space.
    const line = raw.trim();
    if (line !== "") visit(line, number);
  };
  for await (const chunk of chunks) {
    const text = rest + chunk;
    let start = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", start)) {
      take(text.slice(start, end));
      start = end + 1;
    }
    rest = text.slice(start);
    if (rest.length > LONGEST_LINE) throw lineTooLong(`${where}:${number + 1}`);
  }
  take(rest);
}

/**
 * The same lines, one by one, for readers that have to wait for something in between.
 *
 * @throws InputError for a line longer than {@link LONGEST_LINE}
 */
export async function* linesOf(
  chunks: TextChunks,
  where: string,
): AsyncGenerator<{ readonly text: string; readonly line: number }> {
  let line = 0;
  let rest = "";
  for await (const chunk of chunks) {
    const raw = (rest + chunk).split("\n");
    rest = raw.pop()!;
    if (rest.length > LONGEST_LINE) throw lineTooLong(`${where}:${line + raw.length + 1}`);
    for (const each of raw) {
      line++;
      const text = each.trim();
      if (text !== "") yield { text, line };
    }
  }
  const text = rest.trim();
  if (text !== "") yield { text, line: line + 1 };
}

function lineTooLong(where: string): InputError {
  return new InputError({
    where,
    expected: `lines of at most ${LONGEST_LINE} characters`,
    received: "a longer one",
    hint: "Check that this is the file you mean",
  });
}
