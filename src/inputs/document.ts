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

/** Keys and indices from a document's root to a value in it. */
export type Path = readonly (string | number)[];

/** A parsed YAML or JSON document, and where in the file its values stand. */
export interface SourceDocument {
  readonly value: unknown;
  /** The place of a value, or of the nearest one around it that exists: `ladder.yaml:12, levels[2].bitrateKbps`. */
  where(path: Path): string;
}

/**
 * Parses YAML 1.2, of which JSON is a part.
 *
 * @param file how messages name the file
 * @throws InputError for text that is neither, naming the line
 */
export function readDocument(text: string, file: string): SourceDocument {
  const json = parseJson(text);
  return {
    // A size table in JSON has 10^5 numbers, over which YAML takes a second: its parser is asked for lines only.
    value: json === undefined ? readYaml(text, file) : json,
    where(path) {
      const line = lineAt(parseYaml(text, file), path);
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
function readYaml(text: string, file: string): unknown {
  const parsed = parseYaml(text, file);
  if (/\.json$/i.test(file) && parsed.document.errors.length > 0) throw notJson(text, file, parsed);
  return plainValue(parsed, file);
}

function notJson(text: string, file: string, { document, lines }: ParsedYaml): InputError {
  const fault = jsonFault(text);
  if (fault)
    return new InputError({
      where: `${file}:${fault.line}`,
      expected: "JSON that is complete",
      received: fault.received,
      hint: "Check that each bracket and each string is closed, and that the file was not cut short",
    });
  const { line } = lines.linePos(document.errors[0]!.pos[0]);
  const received = excerpt(text.split("\n")[line - 1]?.trim());
  return new InputError({ where: `${file}:${line}`, expected: "valid JSON", received });
}

interface ParsedYaml {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON; it may be YAML, whose parser says where it is wrong.
    return undefined;
  }
}

/** Parses as far as it goes; what is wrong is among the document's errors. */
function parseYaml(text: string, file: string): ParsedYaml {
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
