import { appendFileSync, copyFileSync, rmSync, statSync } from "node:fs";
import { rename, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { makeFolder, makeFolders, removeWhole } from "./folders.js";
import { partialName } from "./partial.js";
import { isStream, naming, namingAtOnce, notAFile, REFUSALS, refused } from "./refusals.js";

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

/** Characters of a file's text collected before they are handed to the disk. */
const CHUNK = 1 << 18;

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
