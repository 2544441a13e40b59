import type { Capabilities } from "../pilot/index.js";

/**
 * What is carried over between a policy and Shaka Player.
 *
 * - `delay`: Shaka has no such thing of its own. The adapter holds the request back in a request filter, which Shaka
 *   waits for; a seek lets it go.
 * - `abandonment`: there is no call for it either. The adapter switches, which makes Shaka give up what it prefetches
 *   (`streaming.segmentPrefetchLimit`, 1 by default) and ask again. With prefetching switched off, Shaka weighs it: with
 *   an empty buffer, it finishes what it began unless more is left of it than the other level's segment has.
 * - `sizes`: where segments are byte ranges, of the levels whose indexes Shaka has read; a policy is shown them once those
 *   of all levels are known.
 */
export const capabilities: Capabilities = {
  delay: true,
  abandonment: true,
  replacement: false,
  firstByte: true,
  sizes: true,
  live: true,
  droppedFrames: true,
  viewport: true,
};
