import type { Seconds } from "../../../units.js";
import { isWithin } from "../../quantity.js";
import { checkCount, type ListedSegment } from "../listed-segments.js";
import { SEGMENT_S } from "../quantities.js";
import { boxesOf, bytesOf } from "./boxes.js";
import { type Mp4File, notMp4 } from "./file.js";
import { fragmentSeconds } from "./fragment.js";
import { indexIn, referencesAt, whole } from "./index-box.js";
import { type Track, trackIn } from "./track.js";

/** A part of a file that can be fetched and played by itself. */
export interface Mp4Part {
  readonly bytes: number;
  /** Undefined where nothing tells. */
  readonly seconds: Seconds | undefined;
}

/** What an MP4 file holds. */
export interface Mp4Contents {
  /** Where the file has a header. */
  readonly track?: Track;
  /** Of a header alone, none. */
  readonly parts: readonly Mp4Part[];
}

/** Boxes that a fragment may begin with, before its header. */
const BEGINS = new Set(["styp", "sidx", "prft", "emsg", "moof"]);

/**
 * What an MP4 file holds: the parts that its indexes list, else its fragments. An index for each fragment is a part of
 * the fragment, and lists nothing but how long it is.
 *
 * @param header of a file of its own, which says how long ticks are
 * @throws InputError for what is no MP4, or not in fragments
 */
export async function readMp4(file: Mp4File, header?: Track): Promise<Mp4Contents> {
  let track = header;
  let indexes = 0;
  const listed: Mp4Part[] = [];
  const fragments: Mp4Part[] = [];
  let begin: number | undefined;
  let seconds: Seconds | undefined;
  let isWhole = false;
  for await (const box of boxesOf(file)) {
    const { type, start, size } = box;
    if (BEGINS.has(type)) begin ??= start;
    if (type === "moov") {
      const moov = await bytesOf(file, box);
      track = whole(() => trackIn(moov), file.where) ?? track;
    } else if (type === "sidx") {
      indexes++;
      const { references } = indexIn(await bytesOf(file, box), file.where);
      listed.push(...references.filter(({ isIndex }) => !isIndex));
    } else if (type === "moof" && track !== undefined) {
      const [moof, of] = [await bytesOf(file, box), track];
      seconds = whole(() => fragmentSeconds(moof, of), file.where);
    } else if (type === "mdat" && begin !== undefined) {
      fragments.push({ bytes: start + size - begin, seconds });
      begin = seconds = undefined;
    } else if (type === "mdat") isWhole = true;
    checkCount(Math.max(listed.length, fragments.length), file.where);
  }
  if (isWhole && fragments.length === 0)
    throw notMp4(
      file.where,
      "MP4 in one piece",
      "Cut it, as with ffmpeg -i IN -c copy -movflags +frag_keyframe+empty_moov+default_base_moof OUT",
    );
  const isOneIndex = listed.length > 0 && indexes !== fragments.length;
  const timed = fragments.map(({ bytes, seconds }, at) => ({
    bytes,
    seconds: listed[at]?.seconds ?? seconds,
  }));
  return { parts: isOneIndex ? listed : timed, ...(track && { track }) };
}

/** The segments of a file with a header. @throws InputError where nothing tells how long they are */
export async function segmentsOfMp4(file: Mp4File): Promise<readonly ListedSegment[]> {
  const { parts } = await readMp4(file);
  const segments = parts.flatMap(({ bytes, seconds }) =>
    isWithin(seconds, SEGMENT_S) ? { bytes, seconds } : [],
  );
  if (segments.length === parts.length && parts.length > 0) return segments;
  throw notMp4(file.where, parts.length === 0 ? "none" : "fragments that do not say how long they last");
}

/** The segments of a file by its index at those bytes. */
export async function indexedSegments(
  file: Mp4File,
  first: number,
  last: number,
): Promise<readonly ListedSegment[]> {
  const references = await referencesAt(file, first, last);
  checkCount(references.length, file.where);
  return references;
}
