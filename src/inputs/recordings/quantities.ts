import type { Quantity } from "../quantity.js";

/*
 * The numbers of a recording. What a player showed is taken as it was, even a buffer a hair below 0: a policy that is to
 * answer the same has to see the same. The bounds are those beyond which a number is a slip.
 */

/** Seconds: some three centuries, beyond any clock that counts from 1970. */
const LONGEST = 1e10;

export const SECONDS: Quantity = { name: "seconds", min: -LONGEST, max: LONGEST };
export const DURATION: Quantity = { name: "a duration in seconds", min: 1e-6, max: LONGEST };
export const BITS: Quantity = { name: "a size in bits", min: 0, max: 1e15 };
export const RATE: Quantity = { name: "bits per second", min: 0, max: 1e15 };
export const PLAYBACK_RATE: Quantity = { name: "a playback rate", min: -1000, max: 1000 };
export const INDEX: Quantity = {
  name: "a segment's number",
  min: 0,
  max: Number.MAX_SAFE_INTEGER,
  integer: true,
};
export const COUNT: Quantity = { name: "a count", min: 0, max: Number.MAX_SAFE_INTEGER };
export const PIXELS: Quantity = { name: "pixels", min: 0, max: 1e6 };
export const FRAME_RATE: Quantity = { name: "frames per second", min: 0, max: 1e4 };
export const SHARE: Quantity = { name: "a share", min: 0, max: 1 };
export const HOUR: Quantity = { name: "an hour of the day", min: 0, max: 23, integer: true };
export const SEED: Quantity = {
  name: "a seed",
  min: Number.MIN_SAFE_INTEGER,
  max: Number.MAX_SAFE_INTEGER,
};

/** A place in a ladder of so many levels. */
export const levelOf = (levels: number): Quantity => ({
  name: "a level of the ladder",
  min: 0,
  max: levels - 1,
  integer: true,
});
