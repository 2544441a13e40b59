import type { Bits } from "../../units.js";
import type { Choice, TrackSource } from "./track-source.js";

/** The segments of an audio track, which there is no choice of. */
export class AudioSource implements TrackSource {
  readonly kind = "audio";
  /** There is one level, of which no player makes more of than of others. */
  readonly atTop = false;
  readonly hearsProgress = false;
  private readonly sizes: Float64Array;

  /** @param sizes bits of each segment */
  constructor(sizes: Float64Array) {
    this.sizes = sizes;
  }

  sizeOf(segment: number): Bits {
    return this.sizes[segment]!;
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
