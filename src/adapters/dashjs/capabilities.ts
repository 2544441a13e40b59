import type { Capabilities } from "../pilot/index.js";

/**
 * dash.js carries everything over. First bytes are the browser's where it tells of them (same origin, or
 * Timing-Allow-Origin), else dash.js's first progress event; sizes are known for SegmentBase, and for a SegmentList with
 * byte ranges.
 */
export const capabilities: Capabilities = {
  delay: true,
  abandonment: true,
  replacement: true,
  firstByte: true,
  sizes: true,
  live: true,
  droppedFrames: true,
  viewport: true,
};
