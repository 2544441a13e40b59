import type { Capabilities } from "../../src/adapters/pilot/index.js";

/** Of a player that can do anything. */
export const CAPABLE: Capabilities = {
  delay: true,
  abandonment: true,
  replacement: true,
  firstByte: true,
  sizes: true,
  live: true,
  droppedFrames: true,
  viewport: true,
};
