import { InputError } from "../errors.js";
import { type Bases, findSource, folderOf, readTextFile, shownPath } from "./files.js";
import { localPath } from "./linked-files.js";
import { addressesIn, isMultivariant } from "./videos/hls/lines.js";
import { isMedia } from "./videos/segment-folder/media.js";
import { SEGMENTS } from "./videos/segment-folder.js";
import type { VideoEntry } from "./videos/source.js";

/** What a source of videos names. */
export type FoundVideos =
  /** Each file is a video, or all together are a folder of size tables. */
  | { readonly kind: "files"; readonly paths: readonly string[] }
  /** All files are segments of one video. */
  | { readonly kind: "segments"; readonly folder: string; readonly paths: readonly string[] };

const isMpd = (path: string): boolean => /\.mpd$/i.test(path);
const isPlaylist = (path: string): boolean => /\.m3u8?$/i.test(path);
const isDocument = (path: string): boolean => /\.(?:json|ya?ml)$/i.test(path);

/**
 * The videos that an entry names. Where manifests or media are among several files, manifests and documents are videos, and
 * all else is what they speak of: segments, and playlists that others name. Where there are media alone, they are the
 * segments of one video.
 *
 * @throws InputError where there is nothing, and where two manifests lie together that may be of one video
 */
export async function findVideos({ path: source, format }: VideoEntry, bases: Bases): Promise<FoundVideos> {
  const { files } = await findSource(source, bases);
  const paths = [...files];
  const media = paths.filter(isMedia);
  const speaking = paths.filter((path) => isManifest(path) || isDocument(path));
  if (format === SEGMENTS.name || (format === undefined && speaking.length === 0 && media.length > 0)) {
    if (media.length > 0) return { kind: "segments", folder: commonFolder(media), paths: media };
    throw new InputError({
      where: source,
      expected: "a folder of segments, or a file of them",
      received: "no media",
      hint: "Name a folder with files such as .ts, .m4s or .mp4",
    });
  }
  if (paths.length === 1 || (media.length === 0 && !paths.some(isManifest))) return { kind: "files", paths };
  const named = await namedByPlaylists(paths.filter(isPlaylist), bases.cwd);
  const videos = speaking.filter((path) => !named.has(path));
  if (videos.length === 0)
    throw new InputError({
      where: source,
      expected: "a video among the files",
      received: named.size > 0 ? "playlists that name one another" : "segments without a manifest",
    });
  checkNotOfOne(videos, bases.cwd);
  return { kind: "files", paths: videos };
}

const isManifest = (path: string): boolean => isMpd(path) || isPlaylist(path);

/** The playlists that multivariant ones name. */
async function namedByPlaylists(playlists: readonly string[], cwd: string): Promise<ReadonlySet<string>> {
  const named = new Set<string>();
  for (const path of playlists) {
    const { text } = await readTextFile(path, shownPath(path, cwd));
    if (!isMultivariant(text)) continue;
    for (const address of addressesIn(text)) {
      const target = localPath(address, path);
      if (target !== undefined && target !== path) named.add(target);
    }
  }
  return named;
}

/** Packagers write an MPD and a playlist of the same segments. */
function checkNotOfOne(manifests: readonly string[], cwd: string): void {
  for (const mpd of manifests.filter(isMpd)) {
    const playlist = manifests.find((path) => isPlaylist(path) && folderOf(path) === folderOf(mpd));
    if (playlist !== undefined)
      throw new InputError({
        where: shownPath(folderOf(mpd), cwd),
        expected: "one kind of manifest in a folder",
        received: `${shownPath(mpd, cwd)} and ${shownPath(playlist, cwd)}, which may be of the same video`,
        hint: "Name the one you mean",
      });
  }
}

/** The innermost folder that all files are in or below. */
function commonFolder(paths: readonly string[]): string {
  let folder = folderOf(paths[0]!);
  for (const path of paths)
    while (!isBelow(folderOf(path), folder) && folderOf(folder) !== folder) folder = folderOf(folder);
  return folder;
}

function isBelow(path: string, folder: string): boolean {
  for (let at = path; ; at = folderOf(at)) {
    if (at === folder) return true;
    if (folderOf(at) === at) return false;
  }
}
