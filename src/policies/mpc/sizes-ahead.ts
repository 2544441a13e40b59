import type { Observation, PolicyContext } from "../../model/policy.js";
import type { Bits, Seconds } from "../../units.js";

/** What is known of the segments ahead. */
export interface SizesAhead {
  /** Seconds of a segment: the next one's are told, the others' are taken to be nominal. */
  duration(o: Observation, index: number): Seconds;
  /** Bits of a segment, where they are known; else bitrate x duration. */
  size(o: Observation, index: number, level: number): Bits;
}

export function sizesAhead({ levels, segmentDuration, sizeOf }: PolicyContext): SizesAhead {
  const duration = ({ segment }: Observation, index: number): Seconds =>
    index === segment.index ? segment.duration : segmentDuration;
  return {
    duration,
    size(o, index, level) {
      const { segment } = o;
      const shown = index === segment.index ? segment.sizes?.[level] : undefined;
      return shown ?? sizeOf?.(index, level) ?? levels[level]!.bitrate * duration(o, index);
    },
  };
}
