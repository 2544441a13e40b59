import type { Track } from "../mp4/track.js";

/** A file that holds the header of others: an initialization segment. */
export interface Header {
  readonly name: string;
  readonly track: Track;
}

/**
 * The header that files go with: of those in their folder, else in the folders that it is in, the only one; of several, the one with most of
 * its name, without "init", in theirs. Where no name tells, any, if all say the same of time.
 *
 * @param label the files' name: "chunk-stream0-#.m4s", which goes with "init-stream0.m4s"
 */
export function headerFor(label: string, headers: readonly Header[]): Track | undefined {
  const beside = headers.filter(({ name }) => folderIn(name) === folderIn(label));
  const above = headers.filter(({ name }) => label.startsWith(folderIn(name)));
  const candidates = beside.length > 0 ? beside : above;
  if (candidates.length <= 1) return candidates[0]?.track;
  const own = lettersOf(label);
  const [best] = candidates
    .map(({ name, track }) => ({ track, shared: lettersOf(name).replace(/init(?:ialization)?/, "") }))
    .filter(({ shared }) => shared !== "" && own.includes(shared))
    .sort((a, b) => b.shared.length - a.shared.length);
  if (best !== undefined) return best.track;
  const [first] = candidates;
  return candidates.every(({ track }) => sameTime(track, first!.track)) ? first!.track : undefined;
}

const folderIn = (name: string): string => name.slice(0, name.lastIndexOf("/") + 1);

const lettersOf = (name: string): string =>
  name
    .slice(folderIn(name).length)
    .replace(/\.\w+$/, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

const sameTime = (a: Track, b: Track): boolean =>
  a.timescale === b.timescale && a.media === b.media && a.sampleDuration === b.sampleDuration;
