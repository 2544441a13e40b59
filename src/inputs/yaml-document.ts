import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  parseDocument,
  visit,
} from "yaml";
import { InputError } from "../errors.js";
import type { Path } from "./document.js";

/** A parsed YAML document, well-formed or not. */
export interface ParsedYaml {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** Characters. Of more, the parser may take seconds and hundreds of megabytes, mostly to say how much is wrong. */
export const LONGEST_YAML = 65_536;
/**
 * Values within values, which is more than a document with a meaning has. The parser goes down by recursion, and takes
 * seconds for hundreds of some kinds.
 */
const DEEPEST = 100;

/**
 * Parses as far as it goes; what is wrong is among the document's errors.
 *
 * @throws InputError for more than can be parsed in little time and memory
 */
export function parseYaml(text: string, file: string): ParsedYaml {
  if (text.length > LONGEST_YAML)
    throw new InputError({
      where: file,
      expected: `YAML of at most ${LONGEST_YAML} characters`,
      received: "more",
      hint: "Write it as JSON, which may be longer",
    });
  checkDepth(text, file);
  const lines = new LineCounter();
  return {
    document: parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" }),
    lines,
  };
}

/** The first of the parser's two steps, which is no recursion, goes through the text until it is too deep. */
function checkDepth(text: string, file: string): void {
  let line = 1;
  const parser = new Parser(() => void line++);
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > DEEPEST)
      throw new InputError({
        where: `${file}:${line}`,
        expected: `values at most ${DEEPEST} deep within each other`,
        received: "deeper ones",
      });
  }
}

/**
 * The value of a document. Aliases are followed a limited number of times, so that a small file cannot stand for a huge
 * value.
 *
 * @throws InputError naming the line of what is wrong in it
 */
export function yamlValue({ document, lines }: ParsedYaml, file: string): unknown {
  const [problem] = document.errors;
  if (problem) throw notYaml(`${file}:${lines.linePos(problem.pos[0]).line}`, problem);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw notYaml(`${file}:${lines.linePos(offsetOfAlias(document)).line}`, error);
  }
}

/** Where the first alias stands that has nothing to stand for, or else the first of all. */
function offsetOfAlias(document: Document.Parsed): number {
  const aliases: Alias.Parsed[] = [];
  visit(document, { Alias: (_, alias) => void aliases.push(alias as Alias.Parsed) });
  return (aliases.find((alias) => !alias.resolve(document)) ?? aliases[0])?.range[0] ?? 0;
}

function notYaml(where: string, error: unknown): InputError {
  const problem = error instanceof Error ? error.message : String(error);
  const received = `an error: ${problem.slice(0, LONGEST_MESSAGE)}`;
  return new InputError({ where, expected: "valid YAML or JSON", received });
}

/** Characters of what the parser says: it may quote a name of any length. */
const LONGEST_MESSAGE = 200;

/** The line of the value at a path, or of the nearest one around it that exists. */
export function yamlLine({ document, lines }: ParsedYaml, path: Path): number {
  let node: Node | null | undefined = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (!pair) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node) && typeof part === "number") {
      node = node.items[part] as Node | undefined;
      if (!node) break;
      offset = node.range?.[0] ?? offset;
    } else break;
  }
  return lines.linePos(offset).line;
}
