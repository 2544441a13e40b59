/**
 * What may happen to a text between those who made it and us. A place is any number from 0 on, taken modulo what there
 * is, so that no place is out of the text, whatever happened to it before.
 */
export type Slip = (text: string) => string;

/** A pattern that is searched for from a place on. */
export type Pattern = "number" | "field" | "word";

const PATTERNS: Readonly<Record<Pattern, RegExp>> = {
  number: /[-+]?\d+(?:\.\d+)?/g,
  field: /[^\s,;|]+/g,
  word: /[A-Za-z_]\w+/g,
};

const within = (at: number, length: number): number => (length === 0 ? 0 : at % length);

const spliced = (text: string, start: number, end: number, put: string): string =>
  text.slice(0, start) + put + text.slice(end);

export const inserted =
  (at: number, put: string): Slip =>
  (text) => {
    const index = within(at, text.length + 1);
    return spliced(text, index, index, put);
  };

export const removed =
  (at: number, count: number): Slip =>
  (text) => {
    const index = within(at, text.length);
    return spliced(text, index, index + count, "");
  };

/** Puts something over what is there. */
export const overwritten =
  (at: number, put: string): Slip =>
  (text) => {
    const index = within(at, text.length);
    return spliced(text, index, index + put.length, put);
  };

export const tornOff =
  (at: number): Slip =>
  (text) =>
    text.slice(0, within(at, text.length));

/** @param bit of the character's code; below 8 it stays a byte where it was one */
export const flipped =
  (at: number, bit: number): Slip =>
  (text) => {
    const index = within(at, text.length);
    const code = text.charCodeAt(index) ^ (1 << bit);
    return spliced(text, index, index + 1, String.fromCharCode(code));
  };

/** Puts something in the place of a number, a field or a word. */
export const changed =
  (pattern: Pattern, at: number, by: (piece: string) => string): Slip =>
  (text) => {
    const found = find(text, pattern, at);
    return found === undefined
      ? text
      : spliced(text, found.start, found.end, by(text.slice(found.start, found.end)));
  };

/** The same by what stands in another text. */
export const exchanged =
  (pattern: Pattern, at: number, other: string, from: number): Slip =>
  (text) => {
    const found = find(other, pattern, from);
    return found === undefined ? text : changed(pattern, at, () => other.slice(found.start, found.end))(text);
  };

export const swapped =
  (pattern: Pattern, a: number, b: number): Slip =>
  (text) => {
    const [first, second] = [find(text, pattern, a), find(text, pattern, b)].sort(
      (one, other) => (one?.start ?? 0) - (other?.start ?? 0),
    );
    if (first === undefined || second === undefined || first.end > second.start) return text;
    const [former, latter] = [text.slice(first.start, first.end), text.slice(second.start, second.end)];
    return spliced(spliced(text, second.start, second.end, former), first.start, first.end, latter);
  };

export const linesRemoved =
  (at: number, count: number): Slip =>
  (text) => {
    const { start, end } = lines(text, at, count);
    return spliced(text, start, end, "");
  };

/** Lines of this text or another one, once more at another place. */
export const linesCopied =
  (to: number, from: number, count: number, other?: string): Slip =>
  (text) => {
    const source = other ?? text;
    const { start, end } = lines(source, from, count);
    const target = lines(text, to, 0).start;
    return spliced(text, target, target, source.slice(start, end));
  };

export const linesMoved =
  (to: number, from: number, count: number): Slip =>
  (text) =>
    linesCopied(to, from, count, text)(linesRemoved(from, count)(text));

/** Another end for every so manyth line. */
export const linesEnded =
  (every: number, end: string): Slip =>
  (text) => {
    let line = 0;
    return text.replace(/\n/g, (feed) => (line++ % every === 0 ? end : feed));
  };

/** A column of comma-separated values less. */
export const columnRemoved =
  (column: number): Slip =>
  (text) =>
    text
      .split("\n")
      .map((line) =>
        line
          .split(",")
          .toSpliced(within(column, line.split(",", 20).length), 1)
          .join(","),
      )
      .join("\n");

export const allReplaced =
  (from: string, to: string): Slip =>
  (text) =>
    text.replaceAll(from, to);

/** A piece of the text many times over, until it is as long as it may be. */
export const repeated =
  (at: number, length: number, times: number, longest: number): Slip =>
  (text) => {
    const start = within(at, text.length);
    const piece = text.slice(start, start + length);
    return inserted(
      start,
      piece.repeat(Math.min(times, Math.floor(longest / Math.max(1, piece.length)))),
    )(text);
  };

/** The first from a place on, or else of all. */
function find(text: string, pattern: Pattern, at: number) {
  const search = PATTERNS[pattern];
  search.lastIndex = within(at, text.length);
  const found = search.exec(text) ?? search.exec(text);
  return found === null ? undefined : { start: found.index, end: found.index + found[0].length };
}

/** So many lines from the one on that is at a place. */
function lines(text: string, at: number, count: number) {
  const start = text.lastIndexOf("\n", within(at, text.length + 1) - 1) + 1;
  let end = start;
  for (let line = 0; line < count && end < text.length; line++) {
    const feed = text.indexOf("\n", end);
    end = feed === -1 ? text.length : feed + 1;
  }
  return { start, end };
}
