import { type Alias, type Document, type LineCounter, visit, type YAMLError } from "yaml";
import { excerpt, InputError, type InputProblem } from "../../errors.js";

// NUL and its like, and U+FFFD, which decoding puts where bytes are not UTF-8.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being looked for
const BINARY = /[\u0000-\u0008\u000b\u000e-\u001f\ufffd]/;

const HINT_SYNTAX = "Look at this line and the one before it";

/** What keeps a text from being a YAML document, as an error with its line; undefined if nothing does. */
export function syntaxError(
  text: string,
  file: string,
  yaml: Document,
  lines: LineCounter,
): InputError | undefined {
  const at = (line: number, problem: Omit<InputProblem, "where">) =>
    new InputError({ where: `${file}:${line}`, ...problem });

  const binary = BINARY.exec(text);
  if (binary) {
    return at(lineOf(text, binary.index), {
      expected: "a text file (YAML or JSON)",
      received: "binary data",
    });
  }
  const [error] = [...yaml.errors, ...yaml.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  if (error) return at(lines.linePos(error.pos[0]).line, explain(error, text));
  const loose = looseAlias(yaml);
  if (loose) {
    return at(lines.linePos(loose.range?.[0] ?? 0).line, {
      expected: "an alias of an anchor that ends before it",
      received: `*${loose.source}`,
      hint: `Mark what it stands for with &${loose.source}`,
    });
  }
  if (yaml.contents === null) {
    return at(1, {
      expected: "a scenario with the keys traces, videos and policies",
      received: text.trim() === "" ? "an empty file" : "nothing but comments",
    });
  }
  return undefined;
}

function explain(error: YAMLError, text: string): Omit<InputProblem, "where"> {
  const found = text.slice(error.pos[0]).split("\n", 1)[0]!.trim();
  const atEnd = text.slice(error.pos[0]).trim() === "";
  switch (error.code) {
    case "DUPLICATE_KEY": {
      const key = /^("[^"]*"|'[^']*'|[^:,}\s]+)/.exec(found)?.[0] ?? found;
      return {
        expected: "each key once",
        received: `the key ${key} again`,
        hint: "Keep one of the two",
      };
    }
    case "TAB_AS_INDENT":
      return { expected: "spaces as indentation", received: "a tab", hint: "Replace the tab by spaces" };
    case "MULTIPLE_DOCS":
      return {
        expected: "one scenario in a file",
        received: "a second YAML document",
        hint: "Put it into a file of its own",
      };
    case "TAG_RESOLVE_FAILED":
      return {
        expected: "values without a tag",
        received: excerpt(found),
        hint: "Remove what starts with !",
      };
    default:
      return {
        expected: "valid YAML or JSON",
        received: `${atEnd ? "the end of the file" : excerpt(found)} (${error.message})`,
        hint: HINT_SYNTAX,
      };
  }
}

/** The first alias that stands for nothing, or for something that it is part of. */
function looseAlias(yaml: Document): Alias | undefined {
  let loose: Alias | undefined;
  visit(yaml, {
    Alias: (_, alias, ancestors) => {
      const target = alias.resolve(yaml);
      if (target && !ancestors.includes(target)) return undefined;
      loose = alias;
      return visit.BREAK;
    },
  });
  return loose;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
