import { excerpt, InputError } from "../errors.js";
import { jsonFault } from "./json-fault.js";
import { jsonLine } from "./json-place.js";
import { LONGEST_YAML, type ParsedYaml, parseYaml, yamlLine, yamlValue } from "./yaml-document.js";

/** Keys and indices from a document's root to a value in it. */
export type Path = readonly (string | number)[];

/** A parsed YAML or JSON document, and where in the file its values stand. */
export interface SourceDocument {
  readonly value: unknown;
  /** The place of a value, or of the nearest one around it that exists: `ladder.yaml:12, levels[2].bitrateKbps`. */
  where(path: Path): string;
}

/**
 * Parses YAML 1.2, of which JSON is a part. JSON may be of any length and depth.
 *
 * @param file how messages name the file
 * @throws InputError for text that is neither, naming the line
 */
export function readDocument(text: string, file: string): SourceDocument {
  const json = parseJson(text);
  const yaml = json === undefined ? parseOther(text, file) : undefined;
  return {
    value: yaml ? yamlValue(yaml, file) : json,
    where(path) {
      const line = yaml ? yamlLine(yaml, path) : jsonLine(text, path);
      return path.length === 0 ? `${file}:${line}` : `${file}:${line}, ${formatPath(path)}`;
    },
  };
}

/** `levels[2].bitrateKbps` */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    const key = part.length > LONGEST_KEY ? `${part.slice(0, LONGEST_KEY)}...` : part;
    return text === "" ? key : `${text}.${key}`;
  }, "");
}

/** Characters of a key that messages show. */
const LONGEST_KEY = 60;

/** ECMAScript counts U+FEFF, the byte-order mark, among white space; JSON does not. */
const LOOKS_LIKE_JSON = /^\s*[[{]/;
const withoutMark = (text: string): string => text.replace(/^\ufeff/, "");

function parseJson(text: string): unknown {
  if (!LOOKS_LIKE_JSON.test(text)) return undefined;
  try {
    return JSON.parse(withoutMark(text));
  } catch {
    // Not JSON; it may be YAML, whose parser says where it is wrong.
    return undefined;
  }
}

/** Of a file that calls itself JSON, the message speaks of JSON, though YAML in it is taken as well. */
function parseOther(text: string, file: string): ParsedYaml {
  const isNamedJson = /\.json$/i.test(file);
  if (text.length > LONGEST_YAML && (isNamedJson || LOOKS_LIKE_JSON.test(text))) throw notJson(text, file);
  const yaml = parseYaml(text, file);
  if (isNamedJson && yaml.document.errors.length > 0) throw notJson(text, file);
  return yaml;
}

function notJson(text: string, file: string): InputError {
  // Without a fault it is a single value, which is no document.
  const fault = jsonFault(withoutMark(text)) ?? { kind: "wrong", line: 1, received: excerpt(text) };
  const where = `${file}:${fault.line}`;
  if (fault.kind === "wrong")
    return new InputError({ where, expected: "valid JSON", received: fault.received });
  return new InputError({
    where,
    expected: "JSON that is complete",
    received: fault.received,
    hint: "Check that each bracket and each string is closed, and that the file was not cut short",
  });
}
