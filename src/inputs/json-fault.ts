import { excerpt } from "../errors.js";

/** What keeps a text from being JSON. */
export interface JsonFault {
  /** Whether a string or a bracket is not closed, or closes nothing; or it is anything else. */
  readonly kind: "torn" | "wrong";
  /** Counting from 1. */
  readonly line: number;
  /** What was found there, as in "got ...". */
  readonly received: string;
}

/** The first thing that keeps a text from being JSON (RFC 8259); undefined where nothing does. */
export function jsonFault(text: string): JsonFault | undefined {
  let end = text.length;
  while (end > 0 && WHITE_SPACE.includes(text[end - 1]!)) end--;
  return new Checker(text.slice(0, end)).fault();
}

const WHITE_SPACE = " \t\r\n";

/** White space within a line; its end; a mark or a quote; a run of anything else, such as a number. */
const TOKEN = /[ \t\r]+|[\n[\]{}:,"]|[^ \t\r\n[\]{}:,"]+/g;
const WORD = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)$/;
/** In a string, an escape, its end, or what has no place there. Not a loop over it, as a long one exhausts the stack. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has them escaped
const IN_STRING = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})|["\\\u0000-\u001f]/g;

const CLOSES = { "[": "]", "{": "}" } as const;
const END = "the end of the file";

/** What may come next. The first thing in a list or an object may also be its end. */
type Next = "first value" | "value" | "first key" | "key" | "colon" | "comma" | "nothing";

class Checker {
  readonly #text: string;
  /** Brackets that are open, and their lines. */
  readonly #open: ("[" | "{")[] = [];
  readonly #lines: number[] = [];
  #line = 1;
  #next: Next = "value";

  constructor(text: string) {
    this.#text = text;
  }

  fault(): JsonFault | undefined {
    for (let at = 0; at < this.#text.length; ) {
      TOKEN.lastIndex = at;
      const [token] = TOKEN.exec(this.#text)!;
      const end = token === '"' ? this.#string(at) : (this.#token(token) ?? at + token.length);
      if (typeof end !== "number") return end;
      at = end;
    }
    const opened = this.#open.at(-1);
    if (opened) return this.#torn(`${END}, where the "${opened}" of line ${this.#lines.at(-1)} is open`);
    return this.#next === "nothing" ? undefined : this.#torn(END);
  }

  #token(token: string): JsonFault | undefined {
    const next = this.#next;
    if (token === "\n") this.#line++;
    else if (token === "[" || token === "{") return this.#opens(token);
    else if (token === "]" || token === "}") return this.#closes(token);
    else if (token === "," && next === "comma") this.#next = this.#open.at(-1) === "[" ? "value" : "key";
    else if (token === ":" && next === "colon") this.#next = "value";
    else if (WORD.test(token)) return this.#value();
    else if (!WHITE_SPACE.includes(token[0]!)) return this.#wrong();
    return undefined;
  }

  #opens(bracket: "[" | "{"): JsonFault | undefined {
    const fault = this.#value();
    this.#open.push(bracket);
    this.#lines.push(this.#line);
    this.#next = bracket === "[" ? "first value" : "first key";
    return fault;
  }

  #closes(bracket: "]" | "}"): JsonFault | undefined {
    const opened = this.#open.pop();
    const line = this.#lines.pop();
    if (opened === undefined) return this.#torn(`a "${bracket}" that closes nothing`);
    if (CLOSES[opened] !== bracket)
      return this.#torn(`a "${bracket}" to close the "${opened}" of line ${line}`);
    const mayEnd = ["first value", "first key", "comma"].includes(this.#next);
    this.#next = this.#afterValue();
    return mayEnd ? undefined : this.#wrong();
  }

  /** @returns where it ends */
  #string(start: number): number | JsonFault {
    let isFine = true;
    IN_STRING.lastIndex = start + 1;
    for (let found = IN_STRING.exec(this.#text); found !== null; found = IN_STRING.exec(this.#text)) {
      const [mark] = found;
      if (mark === "\n") return this.#torn(`${excerpt(this.#text.slice(start, found.index))}, not closed`);
      if (mark === '"') return (isFine ? this.#keyOrValue() : this.#wrong()) ?? found.index + 1;
      if (mark.length === 1) isFine = false;
    }
    return this.#torn(END);
  }

  #keyOrValue(): JsonFault | undefined {
    if (this.#next !== "first key" && this.#next !== "key") return this.#value();
    this.#next = "colon";
    return undefined;
  }

  #value(): JsonFault | undefined {
    const fits = this.#next === "first value" || this.#next === "value";
    this.#next = this.#afterValue();
    return fits ? undefined : this.#wrong();
  }

  #afterValue(): Next {
    return this.#open.length > 0 ? "comma" : "nothing";
  }

  #torn(received: string): JsonFault {
    return { kind: "torn", line: this.#line, received };
  }

  #wrong(): JsonFault {
    return {
      kind: "wrong",
      line: this.#line,
      received: excerpt(this.#text.split("\n")[this.#line - 1]!.trim()),
    };
  }
}
