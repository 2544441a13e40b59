import type { Level } from "../../model/video.js";
import { bpsFromKbps } from "../../units.js";

/** Shaka's `abr.restrictions`: which levels its ABR may choose. */
export interface ShakaRestrictions {
  /** Pixels; of the longer side. */
  readonly minWidth: number;
  readonly maxWidth: number;
  /** Pixels; of the shorter side. */
  readonly minHeight: number;
  readonly maxHeight: number;
  /** Width times height. */
  readonly minPixels: number;
  readonly maxPixels: number;
  /** Frames per second. */
  readonly minFrameRate: number;
  readonly maxFrameRate: number;
  readonly minBandwidthKbps: number;
  readonly maxBandwidthKbps: number;
}

/**
 * Whether a level may be chosen. What is unknown of it restricts nothing. Of a picture with only one side known, that
 * one counts; Shaka then looks at neither.
 */
export function meetsRestrictions(level: Level, to: ShakaRestrictions): boolean {
  const { bitrate, width, height, frameRate } = level;
  const upright = width !== undefined && height !== undefined && height > width;
  const [longer, shorter] = upright ? [height, width] : [width, height];
  const pixels = width !== undefined && height !== undefined ? width * height : undefined;
  return (
    isWithin(longer, to.minWidth, to.maxWidth) &&
    isWithin(shorter, to.minHeight, to.maxHeight) &&
    isWithin(pixels, to.minPixels, to.maxPixels) &&
    isWithin(frameRate, to.minFrameRate, to.maxFrameRate) &&
    isWithin(bitrate, bpsFromKbps(to.minBandwidthKbps), bpsFromKbps(to.maxBandwidthKbps))
  );
}

const isWithin = (value: number | undefined, min: number, max: number): boolean =>
  value === undefined || (value >= min && value <= max);
