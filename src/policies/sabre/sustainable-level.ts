import type { BitsPerSecond, Seconds } from "../../units.js";

/** By how much, relatively, a download may miss the duration that it meets on paper: what measuring leaves. */
const ROUNDING = 1e-9;

/**
 * The highest level that can be downloaded as fast as it plays: latency + V x bitrate / throughput <= V for it and
 * every level below, where V is the segment duration. The lowest if there is none. From the simulator Sabre
 * (quality_from_throughput; Spiteri, Sitaraman and Sparacio, MMSys 2018).
 *
 * A link of exactly a level's bitrate sustains it. (In Sabre that hangs on the last bit of the measurement.)
 *
 * @param bitrates by level
 * @param segmentDuration nominal
 */
export function sustainableLevel(
  bitrates: Float64Array,
  segmentDuration: Seconds,
  throughput: BitsPerSecond,
  latency: Seconds,
): number {
  const most = segmentDuration * (1 + ROUNDING);
  let level = 0;
  while (
    level + 1 < bitrates.length &&
    latency + (segmentDuration * bitrates[level + 1]!) / throughput <= most
  )
    level++;
  return level;
}
