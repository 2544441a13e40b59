import { InputError } from "../errors.js";
import type { Video } from "../model/video.js";
import {
  type Bases,
  folderOf,
  identityOf,
  pathWithin,
  readTextFile,
  sha256Of,
  shownPath,
  stemOf,
} from "./files.js";
import { findVideos } from "./find-videos.js";
import { formatNamed } from "./formats.js";
import { linkedFiles } from "./linked-files.js";
import { asEntrySays, readVideo } from "./videos/read-video.js";
import { VIDEO_FORMATS } from "./videos/registry.js";
import { readSegmentFolder, SEGMENTS } from "./videos/segment-folder.js";
import { looksLikeSizes, readSizeTables } from "./videos/size-tables.js";
import type { VideoEntry, VideoSource } from "./videos/source.js";

export interface LoadedVideo {
  readonly video: Video;
  /** Absolute; the folder, where the video is a folder of size tables or of segments. */
  readonly path: string;
  /**
   * Of the file's content, with that of the files that it speaks of; of a folder of size tables; or of segments, whose
   * names, sizes and indexes count; in hex.
   */
  readonly sha256: string;
  /** What is worth knowing of how it came about, such as which sizes are estimated: sentences without a full stop. */
  readonly notes: readonly string[];
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
    if (entry.format !== undefined)
      formatNamed([...VIDEO_FORMATS, SEGMENTS], entry.format, "video", entry.path);
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
  const found = await findVideos(entry, bases);
  if (found.kind === "segments") return [await loadSegments(found.folder, found.paths, entry, bases.cwd)];
  const files: TextFile[] = [];
  for (const path of found.paths) {
    const where = shownPath(path, bases.cwd);
    files.push({ path, where, ...(await readTextFile(path, where)) });
  }
  const isNamed = entry.format !== undefined;
  if (!isNamed && files.every(({ text }) => looksLikeSizes(text)))
    return [loadSizeTables(files, entry, bases.cwd)];
  const loaded: LoadedVideo[] = [];
  for (const file of files) loaded.push(await loadFile(file, entry, bases.cwd));
  return loaded;
}

async function loadFile(
  { path, where, text, sha256 }: TextFile,
  entry: VideoEntry,
  cwd: string,
): Promise<LoadedVideo> {
  const linked = linkedFiles(path, cwd);
  const notes: string[] = [];
  const { segmentSeconds, format } = entry;
  const note = (sentence: string) => void notes.push(sentence);
  const file = { text, where, name: nameOf(path), linked, segmentSeconds, note };
  const video = asEntrySays(await readVideo(file, format), entry, where);
  const whole = linked.isUsed() ? sha256Of([sha256, linked.sha256()]) : sha256;
  return { video, path, sha256: whole, notes };
}

/** What manifests are called whose folder has the film's name. */
const ANY_MANIFEST = /^(?:index|main|manifest|master|playlist|prog_index|stream)\.(?:mpd|m3u8?)$/i;

/** A file's name without its ending, or that of its folder, where all manifests are called so. */
function nameOf(path: string): string {
  const { set, file } = identityOf(path);
  return ANY_MANIFEST.test(file) ? set : stemOf(path);
}

/** @param folder that all of them are in or below */
async function loadSegments(
  folder: string,
  paths: readonly string[],
  entry: VideoEntry,
  cwd: string,
): Promise<LoadedVideo> {
  const where = shownPath(folder, cwd);
  const notes: string[] = [];
  // As if a manifest lay there.
  const linked = linkedFiles(pathWithin(folder, "manifest"), cwd);
  const isOne = paths.length === 1;
  const video = await readSegmentFolder({
    names: paths.map((path) => shownPath(path, folder).replaceAll("\\", "/")),
    where,
    name: isOne ? stemOf(paths[0]!) : identityOf(folder).file,
    linked,
    segmentSeconds: entry.segmentSeconds,
    note: (sentence) => void notes.push(sentence),
  });
  const path = isOne ? paths[0]! : folder;
  return { video: asEntrySays(video, entry, where), path, sha256: linked.sha256(), notes };
}

function loadSizeTables(files: readonly TextFile[], entry: VideoEntry, cwd: string): LoadedVideo {
  const { path: first } = files[0]!;
  const path = folderOf(first);
  const where = shownPath(path, cwd);
  const tables = files.map((file) => ({ ...file, stem: stemOf(file.path) }));
  const video = readSizeTables(tables, entry, where, identityOf(first).set);
  const sha256 = sha256Of(tables.flatMap((table) => [table.stem, table.sha256]));
  return { video: asEntrySays(video, entry, where), path, sha256, notes: [] };
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
