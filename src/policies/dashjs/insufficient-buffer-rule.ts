import type { Level } from "../../model/video.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import { highestOrLowest } from "../shared/ladder.js";
import type { DashjsOptions } from "./options.js";

export type InsufficientBufferSettings = Pick<
  DashjsOptions,
  "insufficientBufferSafetyFactor" | "insufficientBufferIgnoreCount"
>;

export interface InsufficientBufferRule {
  /** A segment is in the buffer. */
  arrived(): void;
  sought(): void;
  /** The highest level that the rule will bear; undefined for any. */
  highest(isEmpty: boolean, buffer: Seconds, throughput: BitsPerSecond | undefined): number | undefined;
}

/**
 * dash.js's InsufficientBufferRule (5.2.1): a segment should download within the buffer. While the buffer is empty the
 * lowest level; else the highest within throughput x 0.7 x buffer level / segment duration. Silent for two segments
 * after the start and after a seek, and where neither the throughput nor the buffer says anything. Whoever asks it
 * keeps it off in low-latency mode.
 *
 * @param segmentDuration nominal
 */
export function createInsufficientBufferRule(
  levels: readonly Level[],
  segmentDuration: Seconds,
  settings: InsufficientBufferSettings,
): InsufficientBufferRule {
  let ignores = settings.insufficientBufferIgnoreCount;
  return {
    arrived() {
      ignores--;
    },
    sought() {
      ignores = settings.insufficientBufferIgnoreCount;
    },
    highest(isEmpty, buffer, throughput = 0) {
      if (ignores > 0) return undefined;
      if (isEmpty) return 0;
      const bitrate = (throughput * settings.insufficientBufferSafetyFactor * buffer) / segmentDuration;
      return bitrate > 0 ? highestOrLowest(levels, bitrate) : undefined;
    },
  };
}
