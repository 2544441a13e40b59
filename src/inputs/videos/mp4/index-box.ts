import { readSidx } from "@svta/cml-iso-bmff";
import type { Seconds } from "../../../units.js";
import { boxesIn, readWith } from "./boxes.js";
import { type Mp4File, notMp4 } from "./file.js";

/** What an index says of a part of a file. */
interface Reference {
  readonly bytes: number;
  readonly seconds: Seconds;
  /** Whether another index lies there, and not media. */
  readonly isIndex: boolean;
}

/** An index (`sidx` box; ISO/IEC 14496-12, 8.16.3). */
export interface SegmentIndex {
  /** Bytes between its end and the first part. */
  readonly firstOffset: number;
  readonly references: readonly Reference[];
}

/** @throws InputError for a box that is cut short */
export function indexIn(sidx: Uint8Array, where: string): SegmentIndex {
  const { timescale, firstOffset, references } = whole(() => readWith(readSidx, sidx), where);
  if (timescale === 0) throw notMp4(where, "an index of 0 ticks per second");
  return {
    firstOffset,
    references: references.map(({ referencedSize, subsegmentDuration, referenceType }) => ({
      bytes: referencedSize,
      seconds: subsegmentDuration / timescale,
      isIndex: referenceType === 1,
    })),
  };
}

/** Indexes of indexes are as deep as this at most. */
const DEEPEST = 4;
/** Bytes of the largest index; one of 65,535 parts, as many as there can be, has 800 kB. */
const LARGEST_INDEX = 1024 * 1024;

/**
 * The parts of a file by the index that lies at those bytes, and those that it speaks of.
 *
 * @throws InputError where there is no index
 */
export async function referencesAt(
  file: Mp4File,
  first: number,
  last: number,
  depth = 0,
): Promise<readonly Reference[]> {
  const place = `${file.where}, bytes ${first}-${last}`;
  if (last - first >= LARGEST_INDEX) throw notMp4(place, "more bytes than an index has");
  let end = first;
  for (const { type, bytes } of boxesIn(await file.read(first, last))) {
    end += bytes.length;
    if (type !== "sidx") continue;
    const { firstOffset, references } = indexIn(bytes, place);
    const parts: (readonly Reference[])[] = [];
    let start = end + firstOffset;
    for (const reference of references) {
      if (reference.isIndex && depth === DEEPEST) throw notMp4(place, "an index of indexes without end");
      const isNested = reference.isIndex;
      parts.push(
        isNested ? await referencesAt(file, start, start + reference.bytes - 1, depth + 1) : [reference],
      );
      start += reference.bytes;
    }
    return parts.flat();
  }
  throw notMp4(place, "no index (sidx)", "Check the indexRange, and that the file is complete");
}

/** What a reader of boxes makes of one; it throws where the box ends too early. */
export function whole<T>(read: () => T, where: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw notMp4(where, "a box that is cut short");
  }
}
