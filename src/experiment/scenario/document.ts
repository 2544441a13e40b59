import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from "yaml";
import { InputError } from "../../errors.js";
import { syntaxError } from "./syntax-error.js";

/** The way from the root of a document to a value: keys and indices. */
export type KeyPath = readonly PropertyKey[];

/** A scenario file as parsed text: values that still know where they were written. */
export interface ScenarioDocument {
  /** As the user named it. */
  readonly file: string;
  readonly yaml: Document;
  readonly lines: LineCounter;
  /** Nodes that the command line put in, and the flag that did. */
  readonly flags: WeakMap<Node, string>;
}

/**
 * Parses the text of a scenario: YAML, of which JSON is a part.
 *
 * @throws InputError with file and line when the text is empty, binary or not valid YAML
 */
export function openScenario(text: string, file: string): ScenarioDocument {
  const lines = new LineCounter();
  // YAML's core schema plus merge keys (<<), so that arms can share what they have in common.
  const yaml = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    logLevel: "error",
  });
  const problem = syntaxError(text, file, yaml, lines);
  if (problem) throw problem;
  return { file, yaml, lines, flags: new WeakMap() };
}

/**
 * The document as plain values, aliases resolved.
 *
 * @throws InputError when aliases of aliases multiply beyond reason
 */
export function valuesOf({ yaml, file }: ScenarioDocument): unknown {
  try {
    return yaml.toJS();
  } catch (error) {
    throw new InputError({
      where: file,
      expected: "aliases that do not multiply without end",
      received: error instanceof Error ? error.message : String(error),
    });
  }
}

interface Place {
  /** Characters from the beginning of the text. */
  readonly offset: number;
  readonly flag?: string;
}

/**
 * Where the value at a path was written; what is not there is where its nearest ancestor is. A path that ends in
 * a key is at the key, where `at` says so, and else at its value.
 */
export function placeOf(document: ScenarioDocument, path: KeyPath, at: "key" | "value" = "value"): Place {
  const { yaml, flags } = document;
  let node: Node | null | undefined = yaml.contents;
  let offset = node?.range?.[0] ?? 0;
  let flag = node ? flags.get(node) : undefined;
  const step = (to: Node | null | undefined) => {
    offset = to?.range?.[0] ?? offset;
    flag = (to && flags.get(to)) ?? flag;
  };
  for (const [depth, key] of path.entries()) {
    const parent: Node | undefined = isAlias(node) ? node.resolve(yaml) : (node ?? undefined);
    if (isMap<unknown, Node | null>(parent)) {
      const pair: Pair<unknown, Node | null> | undefined = parent.items.find(
        (item) => keyText(item.key) === String(key),
      );
      if (!pair) break;
      node = pair.value;
      if (at === "key" && depth === path.length - 1) {
        step(isNode(pair.key) ? pair.key : undefined);
        flag = (node && flags.get(node)) ?? flag;
        break;
      }
    } else if (isSeq<Node>(parent) && typeof key === "number" && key < parent.items.length) {
      node = parent.items[key];
    } else break;
    step(node);
  }
  return flag === undefined ? { offset } : { offset, flag };
}

/** A key as text: parsed keys are nodes, those that the command line puts in are plain. */
const keyText = (key: unknown): string => String(isScalar(key) ? key.value : key);

/** `file:line: key.path`, or the flag that put the value there. */
export function whereOf(document: ScenarioDocument, path: KeyPath, at: "key" | "value" = "value"): string {
  const { offset, flag } = placeOf(document, path, at);
  const place = flag ?? `${document.file}:${document.lines.linePos(offset).line}`;
  return path.length === 0 ? place : `${place}: ${pathText(path)}`;
}

/** `policies[1].options.panicSeconds` */
export function pathText(path: KeyPath): string {
  return path
    .map((key, depth) =>
      typeof key === "number" ? `[${key}]` : depth === 0 ? String(key) : `.${String(key)}`,
    )
    .join("");
}
