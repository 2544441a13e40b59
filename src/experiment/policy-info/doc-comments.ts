/** An interface of options as a file declares it. */
export interface DeclaredInterface {
  /** What each member means, by name; undefined where the file does not say. In order. */
  readonly members: ReadonlyMap<string, string | undefined>;
  /** The names of interfaces that it extends, or stands for. */
  readonly parents: readonly string[];
}

/** What a TypeScript file says in its types and comments: sources and declaration files alike. */
export interface DeclaredTypes {
  /** Interfaces, and types that stand for others, by name. */
  readonly interfaces: ReadonlyMap<string, DeclaredInterface>;
  /** The options of each factory, by the factory's name. */
  readonly factories: ReadonlyMap<string, { readonly options: string; readonly comment: string | undefined }>;
  /** Modules that other names come from, by name. */
  readonly imports: ReadonlyMap<string, string>;
}

/** What a doc comment begins and ends with, and nothing in between that ends it. */
const COMMENT = String.raw`(?:/\*\*((?:(?!\*/)[\s\S])*)\*/\s*)?`;
const INTERFACE =
  /(?:^|\n)\s*(?:export )?(?:declare )?interface (\w+)(?:\s+extends\s+([^{]+))?\s*\{(?:([^{}\n]*)\}|([\s\S]*?)\n\})/g;
const ALIAS = /(?:^|\n)\s*(?:export )?(?:declare )?type (\w+) = ([\w\s&<>,"|]+);/g;
const MEMBER = new RegExp(`\\s*${COMMENT}(?:readonly\\s+)?(\\w+)\\??:`, "g");
const FACTORY = new RegExp(
  `${COMMENT}(?:export )?(?:declare )?const (\\w+): PolicyFactory<(\\w+|\\{[^}]*\\})>`,
  "g",
);
const IMPORT = /import (?:type )?\{([^}]*)\} from "(\.[^"]*)"/g;

/** Reads what a file says of options. No parser of the language: it knows the form that such files have. */
export function readDeclaredTypes(text: string): DeclaredTypes {
  const interfaces = new Map<string, DeclaredInterface>();
  for (const [, name, parents = "", line, lines] of text.matchAll(INTERFACE)) {
    interfaces.set(name!, { members: membersOf(line ?? lines!), parents: namesIn(parents) });
  }
  for (const [, name, parents] of text.matchAll(ALIAS))
    interfaces.set(name!, { members: new Map(), parents: namesIn(parents!) });
  // Options that are declared on the spot are an interface without a name: its text will do for one.
  for (const [, , , inline] of text.matchAll(FACTORY))
    if (inline!.startsWith("{")) interfaces.set(inline!, { members: membersOf(inline!), parents: [] });
  const factories = [...text.matchAll(FACTORY)].map(
    ([, comment, name, options]) => [name!, { options: options!, comment: textOf(comment) }] as const,
  );
  const imports = [...text.matchAll(IMPORT)].flatMap(([, names, module]) =>
    namesIn(names!).map((name) => [name, module!] as const),
  );
  return { interfaces, factories: new Map(factories), imports: new Map(imports) };
}

/** A comment is about the members below it, up to a blank line or the next comment. */
function membersOf(body: string): DeclaredInterface["members"] {
  const members = new Map<string, string | undefined>();
  let meaning: string | undefined;
  for (const { 0: whole, 1: comment, 2: member } of body.matchAll(MEMBER)) {
    if (comment !== undefined || /\n\s*\n/.test(whole)) meaning = textOf(comment);
    members.set(member!, meaning);
  }
  return members;
}

/** Names with a capital: of `Omit<A, "b">, C`, A and C. */
const namesIn = (list: string): string[] =>
  [...list.matchAll(/(?<!["\w])[A-Z]\w*/g)].map(([name]) => name).filter((name) => !UTILITIES.has(name));

const UTILITIES = new Set(["Omit", "Pick", "Partial", "Required", "Readonly"]);

/**
 * A comment as paragraphs, a blank line between them and a line for each item of a list; without its stars, and
 * without what only editors follow.
 */
function textOf(comment: string | undefined): string | undefined {
  if (comment === undefined) return undefined;
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, "").trim());
  const paragraphs = lines
    .join("\n")
    .replaceAll(/\{@link (\S+?)\}/g, "$1")
    .split(/\n\n+/)
    .map((paragraph) => paragraph.trim().replaceAll(/\n(?!\d+\. |- )/g, " "));
  return paragraphs.filter((paragraph) => paragraph !== "" && !paragraph.startsWith("@")).join("\n\n");
}
