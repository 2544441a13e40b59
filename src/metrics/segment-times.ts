import type { Video } from "../model/video.js";
import type { Seconds } from "../units.js";

/**
 * Media shorter than this is rounding and no media: a microsecond, far below a frame, and far above what sums of
 * segment durations and positions are off by.
 */
export const SLIVER: Seconds = 1e-6;

/** Media times at which the segments begin, and after the last, at which the video ends. */
export function segmentStarts({ durations }: Video): Float64Array {
  const starts = new Float64Array(durations.length + 1);
  for (let segment = 0; segment < durations.length; segment++)
    starts[segment + 1] = starts[segment]! + durations[segment]!;
  return starts;
}

/** The segment shown at a media time, which rounding may have put just before it; the last one at the end. */
export function segmentAt(starts: Float64Array, position: Seconds): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= position + SLIVER) low = middle;
    else high = middle - 1;
  }
  return low;
}
