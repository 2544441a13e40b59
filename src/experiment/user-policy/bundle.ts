import type { BuildFailure, BuildOptions, Message } from "esbuild";
import { excerpt, InputError } from "../../errors.js";
import { readTextFile } from "../../inputs/files.js";
import { suggestion } from "../../suggestion.js";
import { doorAt, hostModules } from "./host-modules.js";
import { misreadAt } from "./misread.js";

/** What a file of a user's own holds, as messages call it. */
export type UserCode = "policy" | "QoE model";

/** A user's file with all that it imports, as one self-contained module. Structured-cloneable. */
export interface PolicyBundle {
  /** The file as the user named it. */
  readonly label: string;
  /**
   * An ES module. It does not depend on where the file lies nor on comments and blanks, so that its hash
   * identifies the policy, what it imports included.
   */
  readonly code: string;
  /** Source map of `code` (version 3, JSON), its sources relative to the file's folder. */
  readonly map: string;
}

/** What makes the text depend on nothing but the code: no comments (they name files), no blanks, no paths. */
const OPTIONS = {
  plugins: [hostModules()],
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  charset: "utf8",
  minifyWhitespace: true,
  legalComments: "none",
  write: false,
  logLevel: "silent",
} satisfies BuildOptions;

/** The bundler, loaded when it is first needed: it is heavy. */
const bundler = () => import("esbuild");

/**
 * Reads a policy file, TypeScript or JavaScript, and everything it imports: other files, JSON, packages beside
 * it, `abrsim/policies` and `abrsim/estimators` (this program's own). Built-in modules of Node stay imports.
 *
 * Bundling, and not a loader hook, because then a file works the same wherever it lies, whatever package.json is
 * or is not near it; and its text can be hashed and sent to other threads.
 *
 * @param path absolute
 * @param label the file as the user named it, for messages
 * @param what it holds, for messages
 * @throws InputError with file and line when the file cannot be read, parsed or resolved
 */
export async function bundlePolicy(
  path: string,
  label: string = path,
  what: UserCode = "policy",
): Promise<PolicyBundle> {
  const folder = folderOf(path);
  if (folder === undefined) throw new RangeError(`expected an absolute path, got ${path}`);
  const { build } = await bundler();
  const built = await build({
    ...OPTIONS,
    entryPoints: [path],
    absWorkingDir: folder,
    // Written nowhere; the map's sources are relative to it.
    outfile: `${folder}/policy.js`,
    sourcemap: "external",
    sourcesContent: false,
  }).catch(async (error: BuildFailure) => {
    throw (await missingExport(error, folder, label)) ?? (await problemOf(error, folder, label, what));
  });
  const [map, code] = built.outputFiles;
  return { label, code: code!.text, map: map!.text };
}

/**
 * The code of a policy of the library with what it needs and no more, in the form that {@link bundlePolicy} gives
 * a user's: its hash changes when the policy does, and not when another does.
 *
 * @param name as in scenario files; "bba-0" is the export `bba0`
 * @param estimators names of those that its options choose: their code belongs to it
 */
export async function bundleLibraryPolicy(name: string, estimators: readonly string[] = []): Promise<string> {
  const { build } = await bundler();
  const contents = [
    `export { ${exportName(name)} as default } from "abrsim/policies"`,
    ...[...new Set(estimators)].map(
      (estimator) => `export { ${exportName(estimator)}Entry } from "abrsim/estimators"`,
    ),
  ];
  const built = await build({ ...OPTIONS, stdin: { contents: contents.join("\n") } });
  return built.outputFiles[0]!.text;
}

/** What the library exports under a name of scenario files. */
export const exportName = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function folderOf(path: string): string | undefined {
  return /^((?:[A-Za-z]:)?[\\/](?:.*(?=[\\/]))?)/.exec(path)?.[1];
}

/** What to say of an import by a name that abrsim's own module does not export; undefined for any other failure. */
async function missingExport(
  { errors: [first] = [] }: BuildFailure,
  folder: string,
  label: string,
): Promise<InputError | undefined> {
  const [, file, name] = /^No matching export in "(.*)" for import "(.*)"$/.exec(first?.text ?? "") ?? [];
  if (!first?.location || file === undefined || name === undefined) return undefined;
  const path = joined(folder, file);
  const door = doorAt(path);
  if (door === undefined) return undefined;
  const { location } = first;
  return new InputError({
    where: `${besides(label, location.file)}:${location.line}`,
    expected: `an export of ${door}`,
    received: `${excerpt(name)}, which it does not have`,
    hint: suggestion(name, await exportsOf(path)),
  });
}

async function exportsOf(path: string): Promise<readonly string[]> {
  const { build } = await bundler();
  const { metafile } = await build({ ...OPTIONS, entryPoints: [path], metafile: true });
  return Object.values(metafile.outputs)[0]!.exports;
}

/** The path that one relative to a folder stands for. */
function joined(folder: string, relative: string): string {
  const parts = folder.split(/[\\/]/);
  if (parts.at(-1) === "") parts.pop();
  for (const part of relative.split(/[\\/]/)) part === ".." ? parts.pop() : parts.push(part);
  return parts.join("/");
}

/** The first error of the bundler in our words. */
async function problemOf(
  failure: BuildFailure,
  folder: string,
  label: string,
  what: UserCode,
): Promise<unknown> {
  const first: Message | undefined = failure.errors?.[0];
  if (!first) return failure;
  const { text, location, notes } = first;
  if (!location) {
    return new InputError({
      where: label,
      expected: `a ${what} file`,
      received: /Could not resolve/.test(text) ? "no such file" : text,
      hint: "Paths are relative to the scenario file, then to the working folder",
    });
  }
  const file = besides(label, location.file);
  const missing = /^Could not resolve "(.*)"/.exec(text)?.[1];
  if (missing !== undefined) {
    return new InputError({
      where: `${file}:${location.line}`,
      expected: "an import that resolves",
      received: JSON.stringify(missing),
      hint: /^\.{0,2}\//.test(missing)
        ? "Paths are relative to the file that imports them"
        : `A ${what} may import abrsim/policies, abrsim/estimators, files, and packages installed near it`,
    });
  }
  const source = await readTextFile(joined(folder, location.file)).catch(() => undefined);
  const { line, received } = misreadAt(location, source?.text);
  const [note] = notes;
  return new InputError({
    where: `${file}:${line}`,
    expected: location.file.endsWith(".json") ? "valid JSON" : "valid TypeScript or JavaScript",
    received: `${received} (${text})`,
    ...(note && { hint: note.location ? `${note.text} line ${note.location.line}` : note.text }),
  });
}

/** A path relative to the policy's folder as the user would write it. */
export function besides(label: string, relative: string): string {
  const folder = /^.*[\\/]/.exec(label)?.[0] ?? "";
  return `${folder}${relative}`;
}
