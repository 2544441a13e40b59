import { excerpt, InputError } from "../../errors.js";
import type { TextChunks } from "../text.js";

/** An item of an array within a JSON document. */
export interface JsonItem {
  /** As it stands there, without white space around it; whether it is JSON is for its taker to see. */
  readonly text: string;
  /** Where it begins. */
  readonly line: number;
  /** Counting from 0. */
  readonly index: number;
}

/** Characters in the longest item: a large segment, where responses are kept with their bodies. */
const LONGEST_ITEM = 2 ** 25;
/** Brackets within brackets: more than a document with a meaning has. */
const DEEPEST = 1000;
/** Characters of a string that are looked at, when it may be a key. */
const LONGEST_KEY = 100;

/**
 * Calls `visit` with each item of an array within a JSON document, as soon as it has been read: a document of any length
 * takes the room of one item. Of everything else, only the brackets are looked at.
 *
 * @param keys from the root to the array: ["log", "entries"]
 * @throws InputError for brackets that do not match, and where there is no such array; whatever `visit` throws
 */
export async function forEachJsonItem(
  chunks: TextChunks,
  where: string,
  keys: readonly string[],
  visit: (item: JsonItem) => void,
): Promise<void> {
  const scanner = new ItemScanner(where, keys, visit);
  for await (const chunk of chunks) scanner.write(chunk);
  scanner.end();
}

interface Bracket {
  readonly opens: "{" | "[";
  readonly line: number;
  /** Whether the keys lead here, as many of them as there are brackets around this one. */
  readonly isOnPath: boolean;
  /** Of an object on the path: the key whose value is being read. */
  key: string;
}

const CLOSES = { "{": "}", "[": "]" } as const;
/** With the byte-order mark that some editors put before the first character. */
const WHITE_SPACE = " \t\r\n\ufeff";

class ItemScanner {
  readonly #where: string;
  readonly #keys: readonly string[];
  readonly #visit: (item: JsonItem) => void;
  readonly #open: Bracket[] = [];
  #line = 1;
  #inString = false;
  #escaped = false;
  /** The beginning of the string read last. */
  #string = "";
  /** What chunks before this one had of the item; undefined outside the array. */
  #item: string | undefined;
  /** Where in this chunk the item goes on. */
  #itemFrom = 0;
  #itemLine: number | undefined;
  #items = 0;
  #isFound = false;

  constructor(where: string, keys: readonly string[], visit: (item: JsonItem) => void) {
    this.#where = where;
    this.#keys = keys;
    this.#visit = visit;
  }

  write(text: string): void {
    this.#itemFrom = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text[at]!;
      if (character === "\n") this.#line++;
      if (this.#inString) this.#inside(character);
      else if (!WHITE_SPACE.includes(character)) this.#outside(character, text, at);
    }
    if (this.#item === undefined) return;
    this.#item += text.slice(this.#itemFrom);
    if (this.#item.length > LONGEST_ITEM)
      this.#fail(`items of at most ${LONGEST_ITEM} characters`, "a longer one", "Save it without bodies");
  }

  end(): void {
    const open = this.#open.at(-1);
    if (open)
      this.#fail(
        "JSON that is complete",
        `the end of the file, where the "${open.opens}" of line ${open.line} is open`,
        "Check that the file was not cut short",
      );
    if (!this.#isFound) this.#fail(`JSON with a list ${this.#keys.join(".")}`, "JSON without it");
  }

  #inside(character: string): void {
    if (this.#escaped) this.#escaped = false;
    else if (character === "\\") this.#escaped = true;
    else if (character === '"') this.#inString = false;
    else if (this.#string.length < LONGEST_KEY) this.#string += character;
  }

  #outside(character: string, text: string, at: number): void {
    if (this.#open.length === 0 && character !== "{") this.#fail('"{"', excerpt(text.slice(at, at + 20)));
    if (this.#isInArray() && (character === "," || character === "]")) this.#endItem(character, text, at);
    else this.#itemLine ??= this.#line;
    if (character === '"') {
      this.#inString = true;
      this.#string = "";
    } else if (character === "{" || character === "[") this.#opens(character, at);
    else if (character === "}" || character === "]") this.#closes(character);
    else if (character === ":" && this.#open.at(-1)!.isOnPath) this.#open.at(-1)!.key = this.#string;
  }

  #isInArray(): boolean {
    return this.#item !== undefined && this.#open.length === this.#keys.length + 1;
  }

  #endItem(mark: "," | "]", chunk: string, at: number): void {
    const text = (this.#item + chunk.slice(this.#itemFrom, at)).trim();
    if (mark === "," || text !== "" || this.#items > 0)
      this.#visit({ text, line: this.#itemLine ?? this.#line, index: this.#items++ });
    this.#item = mark === "," ? "" : undefined;
    this.#itemFrom = at + 1;
    this.#itemLine = undefined;
  }

  #opens(opens: "{" | "[", at: number): void {
    const depth = this.#open.length;
    const around = this.#open.at(-1);
    const isOnPath = around === undefined || (around.isOnPath && around.key === this.#keys[depth - 1]);
    this.#open.push({ opens, line: this.#line, isOnPath, key: "" });
    if (depth >= DEEPEST) this.#fail(`at most ${DEEPEST} brackets within each other`, "more");
    if (!isOnPath || depth !== this.#keys.length || opens === "{") return;
    this.#isFound = true;
    this.#items = 0;
    this.#item = "";
    this.#itemFrom = at + 1;
    this.#itemLine = undefined;
  }

  #closes(mark: "}" | "]"): void {
    const { opens, line } = this.#open.pop()!;
    if (CLOSES[opens] !== mark)
      this.#fail(`"${CLOSES[opens]}" to close the "${opens}" of line ${line}`, `"${mark}"`);
  }

  #fail(expected: string, received: string, hint?: string): never {
    const where = `${this.#where}:${this.#line}`;
    throw new InputError({ where, expected, received, ...(hint !== undefined && { hint }) });
  }
}
