import { lstat } from "node:fs/promises";
import { resolve } from "node:path";
import { InputError } from "../../errors.js";

export type Refusal = readonly [received: string, hint: string];

/** What the disk's refusals mean to a user: what came instead of a place to write to, and what to do. */
export const REFUSALS: Readonly<Record<string, Refusal>> = {
  EACCES: ["no permission", "Choose another folder, or change its permissions"],
  EPERM: ["no permission", "Choose another folder, or change its permissions"],
  EROFS: ["a read-only file system", "Choose another folder"],
  ENOSPC: ["a full disk", "Free some space, or choose another folder"],
  EDQUOT: ["an exhausted disk quota", "Free some space, or choose another folder"],
  EISDIR: ["a folder of that name", "Remove the folder, or choose another one"],
  ERR_FS_EISDIR: ["a folder of that name", "Remove the folder, or choose another one"],
  ENOTEMPTY: ["a folder of that name", "Remove the folder, or choose another one"],
  ENOTDIR: ["a file where a folder should be", "Remove the file, or choose another folder"],
  EEXIST: ["a file where a folder should be", "Remove the file, or choose another folder"],
  ENOENT: ["a place that takes no new files or folders", "Choose another folder"],
  ELOOP: ["links that lead in a circle", "Choose another folder"],
  ENAMETOOLONG: ["a name that is too long for the file system", "Choose another folder"],
  EFBIG: [
    "a file as large as this process may write",
    "Raise the limit (ulimit -f), or choose another folder",
  ],
  EIO: ["a disk that does not answer as it should", "Check the disk, or choose another folder"],
  EMFILE: ["too many open files", "Raise the limit (ulimit -n)"],
};

const A_FILE_ITSELF: Refusal = ["a file of that name", "Choose another folder"];
export const A_FOLDER = "a folder to write to";
const A_PLACE = "a place to write to";

/** Turns a refusal of the disk into an InputError that names the file; passes other errors on. */
export async function naming<T>(path: string, action: () => Promise<T>, expected = A_PLACE): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const refusal = await refusalOf(path, codeOf(error));
    throw refusal ? refused(path, refusal, expected) : error;
  }
}

/** The same for what does not wait, and knows that the path is none of a folder to be made. */
export function namingAtOnce<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const refusal = REFUSALS[codeOf(error) ?? ""];
    throw refusal ? refused(path, refusal) : error;
  }
}

export const refused = (path: string, [received, hint]: Refusal, expected = A_PLACE): InputError =>
  new InputError({ where: path || '""', expected, received, hint });

async function refusalOf(path: string, code = ""): Promise<Refusal | undefined> {
  // The disk speaks alike of a file at the path and of one above it.
  if ((code === "ENOTDIR" || code === "EEXIST") && (await exists(path))) return A_FILE_ITSELF;
  return REFUSALS[code];
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Whether a path is a link to what a process has open, which a file would take the place of for all others too. */
export const isStream = (path: string): boolean =>
  /^\/(?:dev\/(?:std\w+|fd\/.*)|proc\/.*)$/s.test(resolve(path));

export const notAFile = (path: string): InputError =>
  new InputError({
    where: path,
    expected: "a file, or a name that is free",
    received: "a device, a pipe or a socket",
    hint: "Name a file to write",
  });
