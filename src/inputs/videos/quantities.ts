import { HIGHEST_QUALITY } from "../../model/video.js";
import { bitsFromBytes, bpsFromKbps, msFromSeconds } from "../../units.js";
import type { Quantity } from "../quantity.js";

/** Segments: 11 days of 10 s each; more is a slip of unit. */
const MOST_SEGMENTS = 100_000;
/** Seconds. */
const SHORTEST = 0.001;
/** Seconds: a day. */
const LONGEST = 86_400;
/** Kilobits per second. */
const HIGHEST_KBPS = 1e8;
const LARGEST_BYTES = 1e13;

/** The numbers that videos are made of, in the units of their files. */
export const SEGMENT_S: Quantity = { name: "a segment duration in seconds", min: SHORTEST, max: LONGEST };
export const SEGMENT_MS: Quantity = {
  name: "a segment duration in ms",
  min: msFromSeconds(SHORTEST),
  max: msFromSeconds(LONGEST),
};
export const VIDEO_S: Quantity = {
  name: "a duration in seconds",
  min: SHORTEST,
  max: LONGEST * MOST_SEGMENTS,
};
export const SEGMENTS: Quantity = { name: "a count of segments", min: 1, max: MOST_SEGMENTS, integer: true };
export const BITRATE_KBPS: Quantity = { name: "a bitrate in kbps", min: 1e-3, max: HIGHEST_KBPS };
export const BITRATE_BPS: Quantity = { name: "a bitrate in bit/s", min: 1, max: bpsFromKbps(HIGHEST_KBPS) };
export const SIZE_BITS: Quantity = {
  name: "a segment size in bits",
  min: 1,
  max: bitsFromBytes(LARGEST_BYTES),
};
export const SIZE_BYTES: Quantity = {
  name: "a segment size in bytes",
  min: 1,
  max: LARGEST_BYTES,
  integer: true,
};
export const PIXELS: Quantity = { name: "a number of pixels", min: 1, max: 65_536, integer: true };
export const CHANNELS: Quantity = { name: "a number of channels", min: 1, max: 64, integer: true };
export const FRAME_RATE: Quantity = { name: "a frame rate in frames per second", min: 0.1, max: 1000 };

export const VMAF: Quantity = { name: "a VMAF", min: 0, max: HIGHEST_QUALITY.vmaf };
export const SSIM: Quantity = { name: "an SSIM", min: 0, max: HIGHEST_QUALITY.ssim };

/** A peak may not lie below the average that it is the peak of. */
export const peakKbpsOver = (bitrateKbps: number): Quantity => ({
  name: "a peak bitrate in kbps, not below bitrateKbps",
  min: bitrateKbps,
  max: HIGHEST_KBPS,
});
