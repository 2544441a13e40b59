import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { type PolicyEntry, policies } from "../../src/policies/index.js";
import { ROOT } from "./root.js";

/** The oldest language that players run: televisions of 2019. */
export const PLAYER_TARGET = "es2019";

/** What a page can play with: all policies but those that are told the future. */
export const shippable: readonly string[] = policies
  .map(({ name }) => name)
  .filter((name) => !name.startsWith("oracle-"));

/** What `abrsim/policies` exports a policy as: "bba-0" is `bba0`. */
export const exportName = (name: string): string =>
  name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

export interface Bundled {
  readonly code: string;
  /** Paths of what went into it, relative to the repository. */
  readonly inputs: readonly string[];
}

/**
 * Bundles what a page's build would: the package as it is built, by its own exports, for browsers, minified.
 *
 * @param code an entry that imports `abrsim/...`
 * @param folder in which that is resolved
 */
export async function bundleForPage(
  code: string,
  folder: string = ROOT,
  options: BuildOptions = {},
): Promise<Bundled> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    platform: "browser",
    format: "esm",
    target: PLAYER_TARGET,
    minify: true,
    write: false,
    metafile: true,
    logLevel: "silent",
    // Without the paths to the sources that this repository's own tsconfig has.
    tsconfigRaw: {},
    ...options,
  });
  return { code: outputFiles![0]!.text, inputs: Object.keys(metafile!.inputs) };
}

/** A policy with its estimators and nothing else, as its page's build would ship it. */
export const bundlePolicyForPage = (name: string, options: BuildOptions = {}): Promise<Bundled> =>
  bundleForPage(`export { ${exportName(name)} as default } from "abrsim/policies";`, ROOT, options);

/** The registry of the build. */
export async function builtPolicies(): Promise<readonly PolicyEntry[]> {
  const built: unknown = await import(pathToFileURL(join(ROOT, "dist/policies/index.js")).href);
  return (built as { readonly policies: readonly PolicyEntry[] }).policies;
}
