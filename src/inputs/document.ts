import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import { excerpt, InputError } from "../errors.js";
import { jsonFault } from "./json-fault.js";
import { jsonLine } from "./json-place.js";

/** Keys and indices from a document's root to a value in it. */
export type Path = readonly (string | number)[];

/** A parsed YAML or JSON document, and where in the file its values stand. */
export interface SourceDocument {
  readonly value: unknown;
  /** The place of a value, or of the nearest one around it that exists: `ladder.yaml:12, levels[2].bitrateKbps`. */
  where(path: Path): string;
}

/** Characters. Of more YAML, the parser takes seconds and hundreds of megabytes; of JSON, neither. */
const LONGEST_YAML = 200_000;

/**
 * Parses YAML 1.2, of which JSON is a part.
 *
 * @param file how messages name the file
 * @throws InputError for text that is neither, naming the line
 */
export function readDocument(text: string, file: string): SourceDocument {
  const json = parseJson(text);
  const yaml = json === undefined ? parseYaml(text, file) : undefined;
  return {
    value: yaml ? valueIn(yaml, text, file) : json,
    where(path) {
      const line = yaml ? lineAt(yaml, path) : jsonLine(text, path);
      return path.length === 0 ? `${file}:${line}` : `${file}:${line}, ${formatPath(path)}`;
    },
  };
}

/** `levels[2].bitrateKbps` */
export function formatPath(path: Path): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? part : `${text}.${part}`),
    "",
  );
}

/** Of a file that calls itself JSON, the message speaks of JSON, though YAML in it is taken as well. */
function valueIn(yaml: ParsedYaml, text: string, file: string): unknown {
  if (yaml.document.errors.length > 0 && isJsonFile(file)) throw notJson(text, file);
  return plainValue(yaml, file);
}

const isJsonFile = (file: string) => /\.json$/i.test(file);
/** ECMAScript counts U+FEFF, the byte-order mark, among white space; JSON does not. */
const LOOKS_LIKE_JSON = /^\s*[[{]/;
const BYTE_ORDER_MARK = /^\ufeff/;

function notJson(text: string, file: string): InputError {
  // Without a fault it is a single word, which is no document.
  const { kind, line, received } = jsonFault(text.replace(BYTE_ORDER_MARK, "")) ?? {
    kind: "wrong",
    line: 1,
    received: excerpt(text),
  };
  const where = `${file}:${line}`;
  if (kind === "wrong") return new InputError({ where, expected: "valid JSON", received });
  return new InputError({
    where,
    expected: "JSON that is complete",
    received,
    hint: "Check that each bracket and each string is closed, and that the file was not cut short",
  });
}

interface ParsedYaml {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

function parseJson(text: string): unknown {
  if (!LOOKS_LIKE_JSON.test(text)) return undefined;
  try {
    return JSON.parse(text.replace(BYTE_ORDER_MARK, ""));
  } catch {
    // Not JSON; it may be YAML, whose parser says where it is wrong.
    return undefined;
  }
}

/** Parses as far as it goes; what is wrong is among the document's errors. */
function parseYaml(text: string, file: string): ParsedYaml {
  if (text.length > LONGEST_YAML)
    throw isJsonFile(file) || LOOKS_LIKE_JSON.test(text) ? notJson(text, file) : tooLong(file);
  const lines = new LineCounter();
  try {
    return {
      document: parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error" }),
      lines,
    };
  } catch (error) {
    throw notYaml(file, error); // Nested so deeply that the parser gave up.
  }
}

/** Aliases are followed a limited number of times, so that a small file cannot stand for a huge value. */
function plainValue({ document, lines }: ParsedYaml, file: string): unknown {
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

function tooLong(where: string): InputError {
  return new InputError({
    where,
    expected: `YAML of at most ${LONGEST_YAML} characters`,
    received: "more",
    hint: "Write it as JSON, which may be longer",
  });
}

function notYaml(where: string, error: unknown): InputError {
  const problem = error instanceof Error ? error.message : String(error);
  return new InputError({ where, expected: "valid YAML or JSON", received: `an error: ${problem}` });
}

function lineAt({ document, lines }: ParsedYaml, path: Path): number {
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
