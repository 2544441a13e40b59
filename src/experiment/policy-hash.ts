import { type Bases, sha256Of, shownPath } from "../inputs/files.js";
import { oneFile } from "./planning/placed.js";
import { bundleLibraryPolicy, bundlePolicy, exportName, isPolicyFile } from "./user-policy/index.js";

/** What identifies a policy's code wherever it is named: in run.json, in recordings, in `abrsim policies info`. */
export const codeSha256 = (code: string): string => sha256Of([code]);

/**
 * SHA-256 in hex of a policy's code with all that it imports. Of the library's policies it is that of the program as it
 * runs, so that the build's is asked of the build, which has written it down.
 *
 * @param use a policy of the library by name, or a policy file
 * @param estimators names of those that the options of a policy of the library choose: their code belongs to it
 * @param bases what a file's path is relative to; the working folder if missing
 * @throws InputError for a file that is not there or cannot be read
 */
export async function policySha256(
  use: string,
  estimators: readonly string[] = [],
  bases: Bases = { base: ".", cwd: "." },
): Promise<string> {
  if (!isPolicyFile(use)) return librarySha256(use, estimators);
  const path = await oneFile(use, bases, "a policy file");
  return codeSha256((await bundlePolicy(path, shownPath(path, bases.cwd))).code);
}

async function librarySha256(name: string, estimators: readonly string[]): Promise<string> {
  const built = estimators.length === 0 ? (await builtHashes())[exportName(name)] : undefined;
  return built ?? codeSha256(await bundleLibraryPolicy(name, estimators));
}

/** What the build has worked out, by the names of exports; nothing where the program runs from its sources. */
async function builtHashes(): Promise<Readonly<Record<string, string>>> {
  const built = new URL("../policies/hashes.js", import.meta.url).href;
  try {
    return await import(built);
  } catch {
    return {};
  }
}
