import type { Bits, BitsPerSecond } from "../../units.js";
import type { SegmentTimes } from "./segment-times.js";
import type { Choice, TrackSource } from "./track-source.js";

/** An audio track of one bitrate, cut where the video is cut. */
export class AudioSource implements TrackSource {
  readonly kind = "audio";
  readonly hearsProgress = false;
  private readonly bitrate: BitsPerSecond;
  private readonly times: SegmentTimes;

  constructor(bitrate: BitsPerSecond, times: SegmentTimes) {
    this.bitrate = bitrate;
    this.times = times;
  }

  sizeOf(segment: number): Bits {
    return this.bitrate * this.times.durations[segment]!;
  }

  choose(segment: number): Choice {
    return { segment, level: 0, wait: 0, estimate: undefined, reason: undefined };
  }

  idled(): void {}

  delivered(): void {}

  progressed(): undefined {
    return undefined;
  }
}
