import { InputError } from "../../errors.js";
import type { SizeOrigin } from "../../model/video.js";
import { type Bits, type BitsPerSecond, bitsFromBytes, type Seconds } from "../../units.js";
import type { LinkedFiles } from "../linked-files.js";
import { quantityError } from "../quantity.js";
import { SEGMENTS } from "./quantities.js";

/** A segment as a manifest lists it. */
export interface ListedSegment {
  readonly seconds: Seconds;
  /** Where it lies; of a part of a file, the file. */
  readonly uri?: string | undefined;
  /** Where a byte range or an index says. */
  readonly bytes?: number | undefined;
  /** What the manifest says of this segment alone. */
  readonly bitrate?: BitsPerSecond | undefined;
}

/** The segments of a level or of an audio track. */
export interface SizedSegments {
  readonly durations: Float64Array;
  /** Bits; NaN where nothing tells. */
  readonly sizes: Float64Array;
  readonly origins: readonly SizeOrigin[];
}

/** Files that are asked for at once. */
const AT_ONCE = 64;

/**
 * The sizes of segments: of byte ranges, else of the files that lie here, exact; else of the bitrate that the manifest
 * gives for the segment, else for its level, estimated.
 *
 * @param bitrate of the level; undefined where it is not known
 * @param where the place of the list, for messages
 * @throws InputError for a segment that is empty
 */
export async function withSizes(
  segments: readonly ListedSegment[],
  linked: LinkedFiles,
  bitrate: BitsPerSecond | undefined,
  where: string,
): Promise<SizedSegments> {
  const durations = Float64Array.from(segments, ({ seconds }) => seconds);
  const sizes = new Float64Array(segments.length);
  const origins = new Array<SizeOrigin>(segments.length).fill("exact");
  const measure = async (segment: ListedSegment, at: number) => {
    const { uri, bytes = uri === undefined ? undefined : await linked.size(uri) } = segment;
    if (bytes === 0) throw empty(where, uri ?? `segment ${at}`);
    if (bytes === undefined) origins[at] = "estimated";
    sizes[at] = bytes === undefined ? estimate(segment, bitrate) : bitsFromBytes(bytes);
  };
  for (let first = 0; first < segments.length; first += AT_ONCE) {
    const some = segments.slice(first, first + AT_ONCE);
    await Promise.all(some.map((segment, index) => measure(segment, first + index)));
  }
  return { durations, sizes, origins };
}

/** A segment of less than a byte is none. */
function estimate({ seconds, bitrate }: ListedSegment, fallback: BitsPerSecond | undefined): Bits {
  const rate = bitrate ?? fallback;
  return rate === undefined ? Number.NaN : Math.max(bitsFromBytes(1), rate * seconds);
}

const empty = (where: string, uri: string) =>
  new InputError({
    where,
    expected: "segments with content",
    received: `${uri}, an empty file`,
    hint: "Fetch it again",
  });

/** @throws InputError where a source lists more segments than a video may have, before they are all in memory */
export function checkCount(count: number, where: string): void {
  if (count > SEGMENTS.max)
    throw quantityError(count, SEGMENTS, where, "Check durations and their timescale");
}

/** Their mean bitrate; NaN where a size is not known. */
export function meanBitrate({ sizes, durations }: Pick<SizedSegments, "sizes" | "durations">): BitsPerSecond {
  return sum(sizes) / sum(durations);
}

/** One after the other, as the periods of a film are. */
export function joined(parts: readonly SizedSegments[]): SizedSegments {
  const all = (values: (part: SizedSegments) => Float64Array) =>
    Float64Array.from(parts.flatMap((part) => Array.from(values(part))));
  return {
    durations: all(({ durations }) => durations),
    sizes: all(({ sizes }) => sizes),
    origins: parts.flatMap(({ origins }) => origins),
  };
}

export const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
