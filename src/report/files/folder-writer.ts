import { rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { folderContents, makeFolder, removeFilesIn, removeWhole } from "./folders.js";
import { partialName } from "./partial.js";
import { naming } from "./refusals.js";

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
