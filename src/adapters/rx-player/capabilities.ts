import type { Capabilities } from "../pilot/index.js";

/**
 * What is carried over between a policy and rx-player. Its own interface has none of it; the adapter loads the segments of
 * video itself, through the option `segmentLoader`, and so may hold requests back, and give them up by locking another level.
 */
export const capabilities: Capabilities = {
  delay: true,
  abandonment: true,
  replacement: false,
  firstByte: true,
  sizes: false,
  live: false,
  droppedFrames: true,
  viewport: true,
};
