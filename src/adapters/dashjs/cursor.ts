import type { NextSegment } from "../../model/policy.js";
import type { Seconds } from "../../units.js";
import type { DashjsRepresentation, DashjsRequest, DashjsStreamInfo } from "./player.js";

/** For times that are the boundary of segments, up to rounding. */
const ROUNDING = 1e-3;

interface Requested {
  readonly stream: string;
  readonly index: number;
  readonly end: Seconds;
  readonly segmentCount: number;
}

/** A segment that dash.js will ask for: what a policy is told of it, and where it is. */
export interface Upcoming extends NextSegment {
  readonly start: Seconds;
}

/**
 * Knows which segment dash.js will ask for next: the one after the last, or the one at the time where a seek, or a new
 * period, begins. dash.js counts anew in each period; here it is counted on.
 */
export class SegmentCursor {
  private last: Requested | undefined;
  private target: Seconds | undefined;
  private readonly offsets = new Map<string, number>();

  /** The next request is for the segment at this media time. */
  aim(time: Seconds): void {
    this.target = time;
  }

  /** Whether it is known by its time and not by its predecessor. */
  get isAimed(): boolean {
    return this.target !== undefined || this.last === undefined;
  }

  requested(stream: string, { index, startTime, duration, representation }: DashjsRequest): void {
    this.offsetOf(stream);
    const segmentCount = representation.mediaFinishedInformation.numberOfSegments;
    this.last = { stream, index, end: startTime + duration, segmentCount };
    this.target = undefined;
  }

  /** Whether the last segment of a period has been asked for. */
  isAtEndOf(stream: string): boolean {
    const { last } = this;
    return last?.stream === stream && last.segmentCount > 0 && last.index + 1 >= last.segmentCount;
  }

  /** Of a segment that dash.js counts so in a period. */
  indexIn(stream: string, index: number): number {
    return this.offsetOf(stream) + index;
  }

  /** @param playhead where to begin if nothing tells */
  next(
    info: DashjsStreamInfo,
    representation: DashjsRepresentation,
    playhead: Seconds,
  ): Upcoming | undefined {
    const duration = nominalDuration(representation);
    if (duration === undefined) return undefined;
    const { last } = this;
    const follows = this.target === undefined && last?.stream === info.id;
    const time = this.target ?? (last === undefined ? playhead : info.start);
    const index = follows ? last!.index + 1 : indexAt(time, info, representation, duration);
    const start = follows ? last!.end : info.start + index * duration;
    const { isDynamic, duration: whole } = info.manifestInfo;
    return {
      index: this.indexIn(info.id, index),
      duration,
      start,
      remaining:
        isDynamic || !(whole < Number.POSITIVE_INFINITY)
          ? Number.POSITIVE_INFINITY
          : left(whole - start, duration),
    };
  }

  private offsetOf(stream: string): number {
    const known = this.offsets.get(stream);
    if (known !== undefined) return known;
    const { last } = this;
    const offset = last ? this.offsetOf(last.stream) + lengthOf(last) : 0;
    this.offsets.set(stream, offset);
    return offset;
  }
}

/** Segments in a period; up to the last that was asked for, where the manifest does not tell. */
const lengthOf = ({ segmentCount, index }: Requested): number =>
  segmentCount > 0 && segmentCount < Number.POSITIVE_INFINITY ? segmentCount : index + 1;

/** Seconds; undefined where neither the manifest nor an index tells. */
export function nominalDuration({
  fragmentDuration,
  segmentDuration,
}: DashjsRepresentation): Seconds | undefined {
  if (fragmentDuration !== null && fragmentDuration > 0) return fragmentDuration;
  return segmentDuration > 0 ? segmentDuration : undefined;
}

function indexAt(
  time: Seconds,
  { start }: DashjsStreamInfo,
  { segments }: DashjsRepresentation,
  duration: Seconds,
): number {
  const listed = segments?.find((each) => time + ROUNDING < each.presentationStartTime + each.duration);
  return listed?.index ?? Math.max(0, Math.floor((time - start + ROUNDING) / duration));
}

const left = (seconds: Seconds, duration: Seconds): number =>
  Math.max(0, Math.ceil((seconds - ROUNDING) / duration));
