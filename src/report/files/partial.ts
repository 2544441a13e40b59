import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pid } from "node:process";
import { makeFolder, removeWhole } from "./folders.js";
import { isStream, naming, notAFile } from "./refusals.js";

const PARTIAL = /^\..*\.\d+-\d+\.partial$/s;

let partials = 0;

/** Removes what a process that was killed left half-written in a folder (not in those below it). */
export async function removePartialFiles(folder: string): Promise<void> {
  const names = await naming(folder, () => readdir(folder)).catch(() => []);
  await Promise.all(
    names.filter((name) => PARTIAL.test(name)).map((name) => removeWhole(join(folder, name))),
  );
}

/** A name beside a path for what is not whole yet, which no other process has. */
export function partialName(path: string): string {
  partials++;
  return join(dirname(path), `.${basename(path).slice(0, 200)}.${pid}-${partials}.partial`);
}

/** Opens a file under a temporary name, if it may take its path then. */
export async function openNew(path: string, temporary: string): Promise<FileHandle> {
  if (isStream(path)) throw notAFile(path);
  await makeFolder(dirname(path));
  const there = await stat(path).catch(() => undefined);
  // It would be replaced, and not written to.
  if (there && !there.isFile() && !there.isDirectory()) throw notAFile(path);
  return naming(path, () => open(temporary, "wx"));
}
