import type { Capabilities } from "../pilot/index.js";

/** What of a policy hls.js 1.6 and newer can do, and what it can show to one. */
export const capabilities: Capabilities = {
  /** By pauseBuffering(), to the next of the player's ticks, which are 100 ms apart. Separate audio waits along. */
  delay: true,
  /** As the stock controller's emergency switch does it: the request is aborted, and the fragment asked for anew. */
  abandonment: true,
  /** The player can flush what comes after the next fragment, at a place that it chooses and for a manual level only. */
  replacement: false,
  firstByte: true,
  /** Of playlists with byte ranges, once those of all levels are loaded. */
  sizes: true,
  live: true,
  droppedFrames: true,
  viewport: true,
};
