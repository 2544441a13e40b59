import type { NextSegment } from "../../model/policy.js";
import type { Seconds } from "../../units.js";

/** A segment that came. */
export interface Arrival {
  readonly index: number;
  readonly duration: Seconds;
  /** It came in place of another, so that the buffer did not grow. */
  readonly isReplacement: boolean;
}

export interface SegmentTrail {
  /** A segment is about to be asked for. */
  asked(segment: NextSegment): void;
  /** @param next the segment that follows the one that came */
  arrived(next: NextSegment): Arrival;
  /** Playback goes on elsewhere. */
  sought(): void;
  /**
   * Where the playhead is, counted in segments from the start of the media as if all had the nominal duration; undefined
   * before any segment came.
   */
  segmentsPlayed(buffer: Seconds): number | undefined;
}

/**
 * Tells which segment a finished download was of, for a sample does not: the one before the segment that is next. That
 * holds for players that download one segment at a time.
 *
 * @param nominal segment duration, where a segment's own is not known
 */
export function createSegmentTrail(nominal: Seconds): SegmentTrail {
  /** The furthest segment that came; undefined before the first, and after a seek. */
  let furthest: number | undefined;
  let askedIndex: number | undefined;
  let askedDuration: Seconds = 0;
  return {
    asked({ index, duration }) {
      askedIndex = index;
      askedDuration = duration;
    },
    arrived(next) {
      const index = next.index - 1;
      const isReplacement = furthest !== undefined && index <= furthest;
      if (!isReplacement) furthest = index;
      return { index, duration: index === askedIndex ? askedDuration : nominal, isReplacement };
    },
    sought() {
      furthest = undefined;
    },
    segmentsPlayed: (buffer) =>
      furthest === undefined ? undefined : Math.max(0, furthest + 1 - buffer / nominal),
  };
}
