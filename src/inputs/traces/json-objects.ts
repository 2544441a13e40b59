import { excerpt, InputError } from "../../errors.js";
import { LONGEST_LINE, type TextChunks } from "../text.js";

/** A value of a flat object, and the line that it stands on. */
export interface JsonField {
  readonly value: string | number | boolean | null;
  readonly line: number;
}

/** A JSON object without objects or arrays inside, and the line that it ends on. */
export interface FlatObject {
  readonly fields: ReadonlyMap<string, JsonField>;
  readonly line: number;
}

/**
 * Calls `visit` with each object of a JSON array of flat objects, as soon as it has been read: a file of any length
 * takes the room of one object.
 *
 * @throws InputError for anything that is not such an array
 */
export async function forEachFlatObject(
  chunks: TextChunks,
  where: string,
  visit: (object: FlatObject) => void,
): Promise<void> {
  const scanner = new ArrayScanner(where, visit);
  for await (const chunk of chunks) scanner.write(chunk);
  scanner.end();
}

/** What may come next. Each names the state in which the scanner waits for it. */
const EXPECTED = {
  array: 'a "[" that begins an array of objects',
  firstObject: 'a "{" or "]"',
  object: 'a "{" that begins an object',
  firstKey: 'a key or "}"',
  key: "a key",
  colon: 'a ":"',
  value: "a number, a string, true, false or null",
  afterValue: 'a "," or "}"',
  afterObject: 'a "," or "]"',
  end: "nothing after the array",
} as const;

/**
 * A stretch of white space (with the byte-order mark that some editors put before the first character), a mark, a
 * string, or a run of anything else, such as a number.
 */
const TOKEN = /[ \t\r\n\ufeff]+|[[\]{}:,]|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|[^ \t\r\n\ufeff[\]{}:,"]+/y;
const WHITE_SPACE = " \t\r\n\ufeff";
const MARKS = "[]{}:,";

class ArrayScanner {
  readonly #where: string;
  readonly #visit: (object: FlatObject) => void;
  #state: keyof typeof EXPECTED = "array";
  #line = 1;
  /** The string or other word that the text so far ends in, of which more may come. */
  #rest = "";
  #key = "";
  #fields = new Map<string, JsonField>();

  constructor(where: string, visit: (object: FlatObject) => void) {
    this.#where = where;
    this.#visit = visit;
  }

  write(text: string): void {
    this.#scan(this.#rest + text, false);
    if (this.#rest.includes("\n")) this.#fail(excerpt(this.#rest), "Close the string on its line");
    if (this.#rest.length > LONGEST_LINE)
      this.#fail(excerpt(this.#rest), "Check that this is the file you mean");
  }

  end(): void {
    this.#scan(this.#rest, true);
    if (this.#rest !== "") this.#fail(excerpt(this.#rest), "Check that the file is complete");
    if (this.#state !== "end") this.#fail("the end of the file", "Check that the file is complete");
  }

  #scan(text: string, isAll: boolean): void {
    let start = 0;
    while (start < text.length) {
      TOKEN.lastIndex = start;
      const token = TOKEN.exec(text)?.[0];
      if (token === undefined) break;
      const end = start + token.length;
      const first = token[0]!;
      if (WHITE_SPACE.includes(first)) this.#line += token.split("\n").length - 1;
      else if (MARKS.includes(first)) this.#mark(first);
      else if (end < text.length || isAll) this.#word(token);
      else break;
      start = end;
    }
    this.#rest = text.slice(start);
  }

  #word(word: string): void {
    const value = parseScalar(word);
    const isKey = this.#state === "key" || this.#state === "firstKey";
    if (isKey && typeof value === "string") {
      this.#key = value;
      this.#state = "colon";
    } else if (this.#state === "value" && value !== undefined) {
      this.#fields.set(this.#key, { value, line: this.#line });
      this.#state = "afterValue";
    } else this.#fail(excerpt(word));
  }

  #mark(mark: string): void {
    const state = this.#state;
    if (state === "array" && mark === "[") this.#state = "firstObject";
    else if ((state === "firstObject" || state === "object") && mark === "{") this.#state = "firstKey";
    else if (state === "colon" && mark === ":") this.#state = "value";
    else if (state === "afterValue" && mark === ",") this.#state = "key";
    else if ((state === "afterValue" || state === "firstKey") && mark === "}") this.#endObject();
    else if (state === "afterObject" && mark === ",") this.#state = "object";
    else if ((state === "afterObject" || state === "firstObject") && mark === "]") this.#state = "end";
    else this.#fail(excerpt(mark));
  }

  #endObject(): void {
    this.#state = "afterObject";
    this.#visit({ fields: this.#fields, line: this.#line });
    this.#fields = new Map();
  }

  #fail(received: string, hint?: string): never {
    const where = `${this.#where}:${this.#line}`;
    throw new InputError({
      where,
      expected: EXPECTED[this.#state],
      received,
      ...(hint !== undefined && { hint }),
    });
  }
}

/** Undefined when the word is not a JSON scalar: `NaN`, `01`, `'a'`. */
function parseScalar(word: string): JsonField["value"] | undefined {
  try {
    return JSON.parse(word) as JsonField["value"];
  } catch {
    return undefined;
  }
}
