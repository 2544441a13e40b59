import type { Quantity } from "../quantity.js";

/** A playback is no longer than a day. */
const LONGEST_S = 86_400;

export const SECONDS: Quantity = { name: "a time in seconds", min: 0, max: LONGEST_S };
export const BYTES: Quantity = { name: "a size in bytes", min: 0, max: 1e12, integer: true };
export const SIZE_BITS: Quantity = { name: "a size in bits", min: 1, max: 1e13 };
export const SEGMENT_MS: Quantity = { name: "a duration in milliseconds", min: 1, max: 3.6e6 };
export const BITRATE_KBPS: Quantity = { name: "a bitrate in kbps", min: 1e-3, max: 1e7 };
export const COUNT: Quantity = { name: "a count", min: 0, max: 1e9, integer: true };

/** A place in a list of so many things. */
export const placeOf = (thing: string, count: number): Quantity => ({
  name: `the number of a ${thing}`,
  min: 0,
  max: count - 1,
  integer: true,
});
