import { build } from "esbuild";

/**
 * A page's TypeScript with all that it imports, as one script for the browser. `abrsim/...` is resolved to the sources
 * by the paths in tsconfig.json.
 *
 * @param entry absolute path
 */
export async function bundlePage(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "error",
  });
  return outputFiles[0]!.text;
}
