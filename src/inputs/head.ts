import type { TextChunks } from "./text.js";

/** Characters looked at to tell a file's format. */
export const HEAD_LENGTH = 65_536;

/** The beginning of a file. */
export interface Head {
  /** Without a byte-order mark and white space before the first character. */
  readonly text: string;
  /** Its lines that are whole and not blank, without the white space around them. */
  readonly lines: readonly string[];
  /** Whether the file ends where the head does. */
  readonly isWhole: boolean;
}

/** A head, and the same text once more from its beginning. */
export interface Peeked {
  readonly head: Head;
  readonly chunks: AsyncIterable<string>;
  /** Ends the source; for those who have seen enough and do not go on to read `chunks`. */
  close(): Promise<void>;
}

/** Reads no more of `source` than a head takes; the rest is read as `chunks` is. */
export async function peek(source: TextChunks): Promise<Peeked> {
  const iterator = iterate(source);
  let text = "";
  let ended = false;
  while (text.length < HEAD_LENGTH && !ended) {
    const next = await iterator.next();
    if (next.done) ended = true;
    else text += next.value;
  }
  async function* all(): AsyncGenerator<string> {
    try {
      yield text;
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return(undefined);
    }
  }
  return {
    head: headOf(text.slice(0, HEAD_LENGTH), ended && text.length <= HEAD_LENGTH),
    chunks: all(),
    close: async () => void (await iterator.return(undefined)),
  };
}

/**
 * A head from text.
 *
 * @param isWhole whether the text is all there is, so that its last line is not cut short
 */
export function headOf(text: string, isWhole: boolean): Head {
  const lines = text.split("\n");
  if (!isWhole && lines.length > 1) lines.pop();
  // trim and trimStart take U+FEFF for white space, as ECMAScript says.
  return {
    text: text.trimStart(),
    lines: lines.map((line) => line.trim()).filter((line) => line !== ""),
    isWhole,
  };
}

async function* iterate(source: TextChunks): AsyncGenerator<string, undefined> {
  yield* source;
  return undefined;
}
