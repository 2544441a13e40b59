import type { Video } from "../../model/video.js";
import type { Seconds } from "../../units.js";

/** Where segments lie on the media timeline. */
export class SegmentTimes {
  readonly count: number;
  readonly durations: Float64Array;
  /** Media time at which each begins, and after the last, at which the video ends: one more than segments. */
  readonly starts: Float64Array;

  constructor({ durations }: Video) {
    this.count = durations.length;
    this.durations = durations;
    this.starts = new Float64Array(durations.length + 1);
    for (let segment = 0; segment < durations.length; segment++)
      this.starts[segment + 1] = this.starts[segment]! + durations[segment]!;
  }

  /** Where the media ends. */
  get end(): Seconds {
    return this.starts[this.count]!;
  }

  /** The segment that is shown at this media time; the last one at the end and beyond. */
  segmentAt(position: Seconds): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
