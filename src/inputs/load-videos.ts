import { InputError } from "../errors.js";
import type { Video } from "../model/video.js";
import {
  type Bases,
  findSource,
  folderOf,
  identityOf,
  readTextFile,
  sha256Of,
  shownPath,
  stemOf,
} from "./files.js";
import { linkedFiles } from "./linked-files.js";
import { asEntrySays, readVideo } from "./videos/read-video.js";
import { looksLikeSizes, readSizeTables } from "./videos/size-tables.js";
import type { VideoEntry, VideoSource } from "./videos/source.js";

export interface LoadedVideo {
  readonly video: Video;
  /** Absolute; the folder, where the video is a folder of size tables. */
  readonly path: string;
  /** Of the file's content, with that of the files that it speaks of; or of a folder of size tables; in hex. */
  readonly sha256: string;
}

/**
 * Reads the videos that sources name, in the order of the sources and, within one, of the paths.
 *
 * @throws InputError for a source that names nothing, a file that is not a video, and two videos of one name
 */
export async function loadVideos(
  sources: readonly VideoSource[],
  bases: Bases,
): Promise<readonly LoadedVideo[]> {
  const loaded: LoadedVideo[] = [];
  for (const source of sources) {
    const entry = typeof source === "string" ? { path: source } : source;
    loaded.push(...(await loadSource(entry, bases)));
  }
  checkUniqueNames(loaded, bases.cwd);
  return loaded;
}

/** A file that has been read. */
interface TextFile {
  readonly path: string;
  readonly where: string;
  readonly text: string;
  readonly sha256: string;
}

async function loadSource(entry: VideoEntry, bases: Bases): Promise<readonly LoadedVideo[]> {
  const files: TextFile[] = [];
  for (const path of (await findSource(entry.path, bases)).files) {
    const where = shownPath(path, bases.cwd);
    files.push({ path, where, ...(await readTextFile(path, where)) });
  }
  const isNamed = entry.format !== undefined;
  if (!isNamed && files.every(({ text }) => looksLikeSizes(text)))
    return [loadSizeTables(files, entry, bases.cwd)];
  const loaded: LoadedVideo[] = [];
  for (const { path, where, text, sha256 } of files) {
    const linked = linkedFiles(path, bases.cwd);
    const video = await readVideo({ text, where, name: stemOf(path), linked }, entry.format);
    const whole = linked.isUsed() ? sha256Of([sha256, linked.sha256()]) : sha256;
    loaded.push({ video: asEntrySays(video, entry, where), path, sha256: whole });
  }
  return loaded;
}

function loadSizeTables(files: readonly TextFile[], entry: VideoEntry, cwd: string): LoadedVideo {
  const { path: first } = files[0]!;
  const path = folderOf(first);
  const where = shownPath(path, cwd);
  const tables = files.map((file) => ({ ...file, stem: stemOf(file.path) }));
  const video = readSizeTables(tables, entry, where, identityOf(first).set);
  const sha256 = sha256Of(tables.flatMap((table) => [table.stem, table.sha256]));
  return { video: asEntrySays(video, entry, where), path, sha256 };
}

function checkUniqueNames(loaded: readonly LoadedVideo[], cwd: string): void {
  const byName = new Map<string, LoadedVideo>();
  for (const each of loaded) {
    const { name } = each.video;
    const other = byName.get(name);
    if (other)
      throw new InputError({
        where: shownPath(each.path, cwd),
        expected: "a video of its own name",
        received: `"${name}", which ${shownPath(other.path, cwd)} has too`,
        hint: "Give one of them another name, as in { path: ..., name: ... }, or leave it out",
      });
    byName.set(name, each);
  }
}
