import { InputError } from "../../../errors.js";
import { bitsFromBytes, type Seconds } from "../../../units.js";
import type { LinkedFiles } from "../../linked-files.js";
import { isWithin } from "../../quantity.js";
import { checkCount, type SizedSegments } from "../listed-segments.js";
import { linkedMp4 } from "../mp4/file.js";
import { type Mp4Contents, type Mp4Part, readMp4 } from "../mp4/segments.js";
import type { Track } from "../mp4/track.js";
import { SEGMENT_S } from "../quantities.js";
import { isMp4 } from "./media.js";

/** A folder of segments. */
export interface SegmentFolder {
  /** Files, by their names with the folders that they are in below this one, as in "720p/seg-3.m4s". */
  readonly names: readonly string[];
  /** How messages name the folder. */
  readonly where: string;
  /** What to call the video. */
  readonly name: string;
  readonly linked: LinkedFiles;
  /** How long segments are that do not say; and what a manifest would declare. */
  readonly segmentSeconds?: Seconds | undefined;
  note(text: string): void;
}

/** What the files hold that are MP4, by their names. */
export async function contentsOf({
  names,
  where,
  linked,
}: SegmentFolder): Promise<ReadonlyMap<string, Mp4Contents>> {
  const contents = new Map<string, Mp4Contents>();
  for (const name of names.filter(isMp4)) {
    const file = await linkedMp4(addressOf(name), linked);
    if (file !== undefined) contents.set(name, await readMp4({ ...file, where: `${where}/${name}` }));
  }
  return contents;
}

/** The parts of a file that is a level by itself. */
export function partsOf(folder: SegmentFolder, file: string, parts: readonly Mp4Part[]): SizedSegments {
  return {
    durations: Float64Array.from(parts, ({ seconds }) => seconds ?? needSeconds(folder, file)),
    sizes: Float64Array.from(parts, ({ bytes }) => bitsFromBytes(bytes)),
    origins: parts.map(() => "exact"),
  };
}

export async function segmentsIn(
  folder: SegmentFolder,
  names: readonly string[],
  contents: ReadonlyMap<string, Mp4Contents>,
  track: Track | undefined,
): Promise<SizedSegments> {
  const { linked, where } = folder;
  checkCount(names.length, where);
  const durations = new Float64Array(names.length);
  const sizes = new Float64Array(names.length);
  for (const [at, name] of names.entries()) {
    const bytes = await linked.size(addressOf(name));
    if (!bytes)
      throw new InputError({
        where: `${where}/${name}`,
        expected: "a segment with content",
        received: bytes === 0 ? "an empty file" : "no file",
        hint: "Fetch it again",
      });
    sizes[at] = bitsFromBytes(bytes);
    durations[at] = (await secondsOf(folder, name, contents.get(name), track)) ?? needSeconds(folder, name);
  }
  return { durations, sizes, origins: names.map(() => "exact") };
}

/** How long a file of MP4 lasts, by its indexes, else by its samples and the header that it goes with. */
async function secondsOf(
  { where, linked }: SegmentFolder,
  name: string,
  contents: Mp4Contents | undefined,
  track: Track | undefined,
): Promise<Seconds | undefined> {
  const total = (parts: readonly Mp4Part[]) =>
    parts.reduce<number>((sum, { seconds = Number.NaN }) => sum + seconds, 0);
  if (contents === undefined) return undefined;
  const file = Number.isNaN(total(contents.parts)) && track && (await linkedMp4(addressOf(name), linked));
  const seconds = total(
    file ? (await readMp4({ ...file, where: `${where}/${name}` }, track)).parts : contents.parts,
  );
  return isWithin(seconds, SEGMENT_S) ? seconds : undefined;
}

function needSeconds({ where, segmentSeconds }: SegmentFolder, name: string): Seconds {
  if (segmentSeconds !== undefined) return segmentSeconds;
  throw new InputError({
    where: `${where}/${name}`,
    expected: "segmentSeconds, with segments that do not say how long they are",
    received: "none",
    hint: `Write { path: ${JSON.stringify(where)}, format: segments, segmentSeconds: 4 }`,
  });
}

/** Names as addresses: what has a meaning in those is escaped. */
const addressOf = (name: string): string => name.split("/").map(encodeURIComponent).join("/");
