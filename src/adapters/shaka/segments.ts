import { type Bits, bitsFromBytes, type Seconds } from "../../units.js";
import type { Pilot } from "../pilot/index.js";
import type { Ladder } from "./ladder.js";
import type { ShakaContext, ShakaSegment, ShakaSegmentIndex, ShakaStream } from "./player.js";

/** A segment's end is the next one's start, but for rounding. */
const ROUNDING: Seconds = 1e-3;

/** Where a segment stands among the others. */
export interface Place {
  readonly index: number;
  readonly start: Seconds;
  readonly duration: Seconds;
  /** Segments left, this one included. */
  readonly remaining: number;
}

/** The segment at a media time; undefined where there is none, or none yet. */
export function placeAt(index: ShakaSegmentIndex, time: Seconds, isLive: boolean): Place | undefined {
  const position = index.find(time + ROUNDING);
  const segment = position === null ? null : index.get(position);
  if (position === null || !segment) return undefined;
  const start = segment.getStartTime();
  const end = index.getNumEvicted() + index.getNumReferences();
  return {
    index: position,
    start,
    duration: segment.getEndTime() - start,
    remaining: isLive ? Number.POSITIVE_INFINITY : Math.max(end - position, 1),
  };
}

/** Where a segment stands that the index does not list any more: by the clock. */
export function placeByTime(segment: ShakaSegment): Place {
  const start = segment.getStartTime();
  const duration = segment.getEndTime() - start;
  return { index: Math.round(start / duration), start, duration, remaining: Number.POSITIVE_INFINITY };
}

/**
 * The stream that a request's segment is of. That is not always the one that Shaka names: after a switch, it asks once
 * for what it had in mind before, in the name of the new stream.
 */
export function streamOf({ stream, segment }: ShakaContext, ladder: Ladder): ShakaStream | null {
  if (!stream || !segment || holds(stream, segment)) return stream ?? null;
  return ladder.streams.find((other) => holds(other, segment)) ?? stream;
}

function holds({ segmentIndex }: ShakaStream, segment: ShakaSegment): boolean {
  const position = segmentIndex?.find(segment.getStartTime() + ROUNDING) ?? null;
  return position !== null && segmentIndex!.get(position) === segment;
}

/** Reads the sizes of segments that are byte ranges off the indexes which Shaka has open. It closes those that it leaves. */
export class SizeReader {
  private readonly ladder: Ladder;
  private readonly byLevel: (ReadonlyMap<number, Bits> | undefined)[];

  constructor(ladder: Ladder) {
    this.ladder = ladder;
    this.byLevel = ladder.levels.map(() => undefined);
  }

  /** Tells the pilot all sizes, once those of all levels are known. */
  read(pilot: Pilot): void {
    if (!this.byLevel.includes(undefined)) return;
    this.byLevel.forEach((known, level) => {
      if (!known) this.byLevel[level] = this.sizesOfLevel(level);
    });
    if (this.byLevel.includes(undefined)) return;
    for (const position of Array.from(this.byLevel[0]!.keys())) {
      const sizes = this.byLevel.map((known) => known!.get(position));
      if (!sizes.includes(undefined)) pilot.knowSizes(position, sizes as Bits[]);
    }
  }

  private sizesOfLevel(level: number): ReadonlyMap<number, Bits> | undefined {
    for (const { segmentIndex } of this.ladder.streamsOf(level)) {
      const sizes = segmentIndex && sizesOfIndex(segmentIndex);
      if (sizes) return sizes;
    }
    return undefined;
  }
}

/** Bits by position; undefined unless all segments but the last are byte ranges. */
function sizesOfIndex(index: ShakaSegmentIndex): ReadonlyMap<number, Bits> | undefined {
  const first = index.getNumEvicted();
  const end = first + index.getNumReferences();
  const sizes = new Map<number, Bits>();
  for (let position = first; position < end; position++) {
    const size = sizeOf(index.get(position));
    if (size !== undefined) sizes.set(position, size);
    else if (position < end - 1) return undefined;
  }
  return sizes.size > 0 ? sizes : undefined;
}

export function sizeOf(segment: ShakaSegment | null): Bits | undefined {
  const end = segment?.getEndByte() ?? null;
  return segment && end !== null ? bitsFromBytes(end + 1 - segment.getStartByte()) : undefined;
}
