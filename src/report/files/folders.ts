import { mkdir, readdir, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { A_FOLDER, codeOf, naming } from "./refusals.js";

/** Makes a folder and those above it. @throws InputError when it cannot */
export async function makeFolder(path: string): Promise<void> {
  await makeFolders(path);
}

export const makeFolders = (path: string): Promise<readonly string[]> =>
  naming(path, () => makeLevels(path), A_FOLDER);

/**
 * Level by level: Node's own way, `recursive`, never ends where a file system takes no folders, such as /proc.
 *
 * @returns those that were not there, from the top
 */
async function makeLevels(path: string): Promise<readonly string[]> {
  if (await isFolder(path)) return [];
  const above = dirname(path);
  const made = above === path ? [] : await makeLevels(above);
  await mkdir(path).catch(async (error: unknown) => {
    // Another process may have been faster.
    if (!(await isFolder(path))) throw error;
  });
  return [...made, path];
}

/**
 * The names of what is in a folder that is to be written to, by code unit; undefined if there is no such folder.
 *
 * @throws InputError when it is a file, or cannot be looked into
 */
export async function folderContents(path: string): Promise<readonly string[] | undefined> {
  const list = async () => (await readdir(path)).sort();
  const listIfThere = () =>
    list().catch((error: unknown) => {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    });
  return naming(path, listIfThere, A_FOLDER);
}

/** Whether two paths lead to one folder, which is there. */
export async function isSameFolder(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((path) => stat(path).catch(() => undefined)));
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev;
}

/** Removes a file, if it is there. @throws InputError when it cannot be removed */
export async function removeFile(path: string): Promise<void> {
  await naming(path, () => rm(path, { force: true }));
}

/**
 * Removes files from a folder and those below it, and folders that are empty then.
 *
 * @param isOurs whether to remove a file, by its path below the folder
 * @throws InputError when one cannot be removed
 */
export async function removeFilesIn(path: string, isOurs: (name: string) => boolean): Promise<void> {
  if ((await folderContents(path)) === undefined) return;
  const all = await naming(path, () => readdir(path, { recursive: true, withFileTypes: true }));
  const folders = [path];
  for (const entry of all) {
    const full = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) folders.push(full);
    else if (isOurs(relative(path, full).replaceAll("\\", "/"))) await removeFile(full);
  }
  // The deepest first; those with something in them stay.
  for (const folder of folders.sort((a, b) => b.length - a.length)) await rmdir(folder).catch(() => {});
}

/** Removes a file, or a folder with all that is in it. @throws InputError when it cannot be removed */
export const removeWhole = (path: string): Promise<void> =>
  naming(path, () => rm(path, { recursive: true, force: true }));

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
