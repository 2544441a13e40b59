/**
 * The only writer of the disk. A file is written beside its place under a temporary name and moved there when it
 * is whole, so a reader never finds half of one, and what was there before stays until then.
 */
import { appendFileSync, copyFileSync, rmSync, statSync } from "node:fs";
import {
  appendFile,
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { pid } from "node:process";
import { gzipSync } from "node:zlib";
import { InputError } from "../errors.js";

/** Bytes of text collected before they are handed to the disk. */
const CHUNK = 1 << 18;

const PARTIAL = /^\..*\.\d+-\d+\.partial$/s;

let partials = 0;

/** A text file that is being written line by line. It is in its place once {@link LineWriter.close} resolves. */
export interface LineWriter {
  readonly path: string;
  /**
   * Adds text, line feeds included. Returns a promise now and then: a writer of many lines waits for it before
   * going on, so that what the disk has not taken yet does not pile up in memory.
   */
  write(text: string): Promise<void> | undefined;
  /** Writes what is left and moves the file to its place. @throws InputError when the disk refused anything */
  close(): Promise<void>;
  /** Throws away what was written; what was at the path before stays. Does nothing after `close`. */
  discard(): Promise<void>;
}

/**
 * Opens a file for writing line by line, making its folder if need be.
 *
 * @throws InputError when it cannot be written there
 */
export async function openLineWriter(path: string): Promise<LineWriter> {
  const temporary = partialName(path);
  const handle = await openNew(path, temporary);
  let pending: string[] = [];
  let collected = 0;
  let done = false;
  // Flushes follow one another; the first that fails makes all later ones fail likewise.
  let flushed: Promise<void> = Promise.resolve();

  const flush = (): Promise<void> => {
    const text = pending.join("");
    pending = [];
    collected = 0;
    flushed = flushed.then(() => naming(path, () => handle.appendFile(text, "utf8")));
    // Whoever awaits it sees the failure, and close() does in any case; this keeps it from being "unhandled".
    flushed.catch(() => {});
    return flushed;
  };
  const giveUp = async () => {
    done = true;
    await handle.close().catch(() => {});
    await rm(temporary, { force: true });
  };

  return {
    path,
    write(text) {
      pending.push(text);
      collected += text.length;
      return collected < CHUNK ? undefined : flush();
    },
    async close() {
      if (done) return;
      try {
        await flush();
        await naming(path, () => handle.close());
        await naming(path, () => rename(temporary, path));
        done = true;
      } catch (error) {
        await giveUp();
        throw error;
      }
    },
    async discard() {
      if (done) return;
      await flushed.catch(() => {});
      await giveUp();
    },
  };
}

/**
 * Writes a whole file, making its folder if need be, and replacing what was there in one step.
 *
 * @throws InputError when it cannot be written there
 */
export async function writeFileAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = partialName(path);
  const handle = await openNew(path, temporary);
  try {
    await naming(path, () => handle.writeFile(content));
    await naming(path, () => handle.close());
    await naming(path, () => rename(temporary, path));
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Adds text to the end of a file that others write to as well, making it if need be: what was there stays.
 *
 * @throws InputError when it cannot be written
 */
export async function appendToFile(path: string, text: string): Promise<void> {
  await naming(path, () => appendFile(path, text, "utf8"));
}

/** Makes a folder and those above it. @throws InputError when it cannot */
export async function makeFolder(path: string): Promise<void> {
  await makeFolders(path);
}

const makeFolders = (path: string): Promise<readonly string[]> =>
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

/** Removes a file, if it is there. @throws InputError when it cannot be removed */
export async function removeFile(path: string): Promise<void> {
  await naming(path, () => rm(path, { force: true }));
}

/** Files that are written one by one, and are in their folder together once {@link FolderWriter.close} resolves. */
export interface FolderWriter {
  /** @param name may lie in a folder below: "a/b.json" */
  write(name: string, content: string | Uint8Array): Promise<void>;
  /** Moves the files to their places, those of before that are its own having been removed. */
  close(): Promise<void>;
  /** Throws away what was written; what was in the folder before stays. Does nothing after `close`. */
  discard(): Promise<void>;
}

/**
 * Opens a folder for writing files of one kind, which replace all of that kind.
 *
 * @param isOurs whether a file that is there, by its path below the folder, is of the kind; all others stay
 * @throws InputError when it cannot be written there
 */
export async function openFolderWriter(
  path: string,
  isOurs: (name: string) => boolean,
): Promise<FolderWriter> {
  await folderContents(path);
  const temporary = partialName(path);
  const names: string[] = [];
  const made = new Set<string>();
  let done = false;
  await makeFolder(temporary);
  return {
    async write(name, content) {
      const below = join(temporary, dirname(name));
      if (!made.has(below)) await makeFolder(below);
      made.add(below);
      await naming(`${path}/${name}`, () => writeFile(join(temporary, name), content));
      names.push(name);
    },
    async close() {
      await removeFilesIn(path, isOurs);
      for (const folder of new Set(names.map((name) => join(path, dirname(name))))) await makeFolder(folder);
      for (const name of names)
        await naming(`${path}/${name}`, () => rename(join(temporary, name), join(path, name)));
      await removeWhole(temporary);
      done = true;
    },
    async discard() {
      if (!done) await removeWhole(temporary);
      done = true;
    },
  };
}

/** Files that grow by turns, and are in their places together once {@link FilesWriter.close} resolves. */
export interface FilesWriter {
  /**
   * Adds text to a file, which begins with its first text. What waits for the disk is at most a few megabytes for all
   * files together; the call that makes it more waits for the disk itself, so that no reader can be faster.
   *
   * @param name may lie in a folder below: "a/b.csv"; where it ends in .gz the text is compressed
   * @throws InputError when it cannot be written
   */
  append(name: string, text: string): void;
  /** Makes a file of another one, byte for byte. @throws InputError when it cannot be written */
  copy(name: string, from: string): void;
  /** Throws a file away. */
  drop(name: string): void;
  /** Moves the files to their places, where each replaces what was there. */
  close(): Promise<void>;
  /** Throws away what was written; what was in the folder before stays. Does nothing after `close`. */
  discard(): Promise<void>;
}

/** Of 1 to 9: numbers come out 3 % longer than at zlib's own 6, in a third of the time. */
const GZIP = { level: 4 };

/** Characters that wait for the disk, in all files together; short pieces of text take several times their length. */
const WAITING = 8 << 20;

/**
 * Opens a folder for writing any number of files side by side, making it if need be. None is held open.
 *
 * @throws InputError when it cannot be written there
 */
export async function openFilesWriter(folder: string): Promise<FilesWriter> {
  interface Growing {
    readonly temporary: string;
    text: string;
  }
  const made = [...(await makeFolders(folder))];
  const partial = partialName(join(folder, "files"));
  const files = new Map<string, Growing>();
  let number = 0;
  let waiting = 0;
  let done = false;
  await makeFolder(partial);

  const begin = (name: string): Growing => {
    const path = join(folder, name);
    const there = namingAtOnce(path, () => statSync(path, { throwIfNoEntry: false }));
    if (isStream(path)) throw notAFile(path);
    if (there?.isDirectory()) throw refused(path, REFUSALS["EISDIR"]!);
    if (there && !there.isFile()) throw notAFile(path);
    const file = { temporary: join(partial, `${++number}`), text: "" };
    files.set(name, file);
    return file;
  };
  const flush = (name: string, file: Growing): void => {
    const bytes = name.endsWith(".gz") ? gzipSync(file.text, GZIP) : file.text;
    namingAtOnce(join(folder, name), () => appendFileSync(file.temporary, bytes));
    waiting -= file.text.length;
    file.text = "";
  };
  const flushAll = () => {
    for (const [name, file] of files) if (file.text !== "") flush(name, file);
  };

  return {
    append(name, text) {
      const file = files.get(name) ?? begin(name);
      file.text += text;
      waiting += text.length;
      if (file.text.length >= CHUNK) flush(name, file);
      else if (waiting >= WAITING) flushAll();
    },
    copy(name, from) {
      const { temporary } = begin(name);
      namingAtOnce(join(folder, name), () => copyFileSync(from, temporary));
    },
    drop(name) {
      const file = files.get(name);
      if (file === undefined) return;
      files.delete(name);
      waiting -= file.text.length;
      namingAtOnce(join(folder, name), () => rmSync(file.temporary, { force: true }));
    },
    async close() {
      flushAll();
      for (const below of new Set([...files.keys()].map((name) => join(folder, dirname(name)))))
        made.push(...(await makeFolders(below)));
      for (const [name, { temporary }] of files)
        await naming(join(folder, name), () => rename(temporary, join(folder, name)));
      await removeWhole(partial);
      done = true;
    },
    async discard() {
      if (done) return;
      done = true;
      await removeWhole(partial);
      // The deepest first; those with something in them stay.
      for (const path of made.reverse()) await rmdir(path).catch(() => {});
    },
  };
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

const removeWhole = (path: string): Promise<void> =>
  naming(path, () => rm(path, { recursive: true, force: true }));

/** Removes what a process that was killed left half-written in a folder (not in those below it). */
export async function removePartialFiles(folder: string): Promise<void> {
  const names = await naming(folder, () => readdir(folder)).catch(() => []);
  await Promise.all(
    names.filter((name) => PARTIAL.test(name)).map((name) => removeWhole(join(folder, name))),
  );
}

function partialName(path: string): string {
  partials++;
  return join(dirname(path), `.${basename(path).slice(0, 200)}.${pid}-${partials}.partial`);
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Whether a path is a link to what a process has open, which a file would take the place of for all others too. */
const isStream = (path: string): boolean => /^\/(?:dev\/(?:std\w+|fd\/.*)|proc\/.*)$/s.test(resolve(path));

async function openNew(path: string, temporary: string): Promise<FileHandle> {
  if (isStream(path)) throw notAFile(path);
  await makeFolder(dirname(path));
  const there = await stat(path).catch(() => undefined);
  // It would be replaced, and not written to.
  if (there && !there.isFile() && !there.isDirectory()) throw notAFile(path);
  return naming(path, () => open(temporary, "wx"));
}

const notAFile = (path: string): InputError =>
  new InputError({
    where: path,
    expected: "a file, or a name that is free",
    received: "a device, a pipe or a socket",
    hint: "Name a file to write",
  });

type Refusal = readonly [received: string, hint: string];

/** What the disk's refusals mean to a user: what came instead of a place to write to, and what to do. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
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
  EMFILE: ["too many open files", "Raise the limit (ulimit -n)"],
};

const A_FILE_ITSELF: Refusal = ["a file of that name", "Choose another folder"];
const A_FOLDER = "a folder to write to";
const A_PLACE = "a place to write to";

/** Turns a refusal of the disk into an InputError that names the file; passes other errors on. */
async function naming<T>(path: string, action: () => Promise<T>, expected = A_PLACE): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const refusal = await refusalOf(path, codeOf(error));
    throw refusal ? refused(path, refusal, expected) : error;
  }
}

/** The same for what does not wait, and knows that the path is none of a folder to be made. */
function namingAtOnce<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const refusal = REFUSALS[codeOf(error) ?? ""];
    throw refusal ? refused(path, refusal) : error;
  }
}

const refused = (path: string, [received, hint]: Refusal, expected = A_PLACE): InputError =>
  new InputError({ where: path || '""', expected, received, hint });

async function refusalOf(path: string, code = ""): Promise<Refusal | undefined> {
  // The disk speaks alike of a file at the path and of one above it.
  if ((code === "ENOTDIR" || code === "EEXIST") && (await exists(path))) return A_FILE_ITSELF;
  return REFUSALS[code];
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
