import type { Level } from "../../model/video.js";
import type { BitsPerSecond, Seconds } from "../../units.js";

export interface InsufficientBufferSettings {
  /** The safety factor at first use. */
  readonly start: number;
  /** What it is multiplied by after each use. */
  readonly decay: number;
  /** What it does not fall below. */
  readonly floor: number;
}

/** Replaces a level by a lower one if the buffer might not last through its download. */
export type InsufficientBufferRule = (
  level: number,
  buffer: Seconds,
  throughput: BitsPerSecond,
  latency: Seconds,
) => number;

/**
 * The insufficient-buffer rule of the simulator Sabre (Spiteri, Sitaraman and Sparacio, MMSys 2018). What can
 * safely be downloaded before the buffer runs dry is s x (buffer - latency) x throughput bits; a level is lowered
 * until the next one up would no longer fit. s starts at 0.9, is multiplied by 0.9 after each use down to 0.5, and
 * never goes back: the throughput rule has one instance a session, BOLA-E a new one whenever it starts up.
 *
 * @param segmentDuration nominal: sizes are taken to be bitrate x duration
 */
export function insufficientBufferRule(
  levels: readonly Level[],
  segmentDuration: Seconds,
  { start, decay, floor }: InsufficientBufferSettings,
): InsufficientBufferRule {
  let safety = start;
  return (level, buffer, throughput, latency) => {
    const safeBits = safety * (buffer - latency) * throughput;
    safety = Math.max(safety * decay, floor);
    for (let lower = 0; lower < level; lower++)
      if (levels[lower + 1]!.bitrate * segmentDuration > safeBits) return lower;
    return level;
  };
}
