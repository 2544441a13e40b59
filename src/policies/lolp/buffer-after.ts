import type { Seconds } from "../../units.js";

/**
 * What LoL+ takes to be in the buffer after a segment's download (dash.js 5.2.1, LoLpWeightSelector.js): of one that takes
 * longer than it plays, the buffer less its duration.
 */
export const bufferAfter = (buffer: Seconds, downloadTime: Seconds, segmentDuration: Seconds): Seconds =>
  downloadTime > segmentDuration ? buffer - segmentDuration : buffer + segmentDuration - downloadTime;
