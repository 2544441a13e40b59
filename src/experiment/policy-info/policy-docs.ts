import { type DeclaredTypes, readDeclaredTypes } from "./doc-comments.js";

/** What a file of the library says of a policy. */
export interface PolicyDocs {
  /** What the policy does, in paragraphs; undefined where its file does not say. */
  readonly description: string | undefined;
  /** What each option means, in order; undefined where nothing is said. */
  readonly meanings: ReadonlyMap<string, string | undefined>;
}

/** Reads a module as text, by its path relative to where the first one is; undefined where there is none. */
export type ReadModule = (path: string) => Promise<string | undefined>;

/**
 * What a policy's file, and those that it imports types from, say in their doc comments: they are the only place that
 * says what an option means.
 *
 * @param file the module's path, as `read` knows it
 * @param factory the name of the factory; missing: the first that the file declares
 */
export async function policyDocs(
  file: string,
  factory: string | undefined,
  read: ReadModule,
): Promise<PolicyDocs> {
  const declared = await declaredIn(file, read);
  const found = factory === undefined ? [...declared.factories.values()][0] : declared.factories.get(factory);
  const meanings = new Map<string, string | undefined>();
  if (found) await collect(found.options, file, read, meanings, new Set());
  return { description: found?.comment, meanings };
}

/** Adds an interface's own members, and then those of the interfaces that it extends. */
async function collect(
  name: string,
  file: string,
  read: ReadModule,
  meanings: Map<string, string | undefined>,
  seen: Set<string>,
): Promise<void> {
  const key = `${file} ${name}`;
  if (seen.has(key)) return;
  seen.add(key);
  const { interfaces, imports } = await declaredIn(file, read);
  const here = interfaces.get(name);
  const module = imports.get(name);
  if (here) {
    for (const [member, meaning] of here.members)
      if (meanings.get(member) === undefined) meanings.set(member, meaning);
    for (const parent of here.parents) await collect(parent, file, read, meanings, seen);
  } else if (module !== undefined) await collect(name, beside(file, module), read, meanings, seen);
}

async function declaredIn(file: string, read: ReadModule): Promise<DeclaredTypes> {
  return readDeclaredTypes((await read(file)) ?? "");
}

/** The path that an import of a file names. */
function beside(file: string, module: string): string {
  const parts = file.split("/").slice(0, -1);
  for (const part of module.split("/"))
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  return parts.join("/");
}
