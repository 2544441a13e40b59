import type { Capabilities } from "../pilot/index.js";

/**
 * What is carried over between a policy and video.js with VHS: levels, and little else. VHS has no way to hold a request
 * back; it gives downloads up by rules of its own; it tells of requests when they are made and when they are over.
 */
export const capabilities: Capabilities = {
  delay: false,
  abandonment: false,
  replacement: false,
  firstByte: false,
  sizes: false,
  live: false,
  droppedFrames: true,
  viewport: true,
};
