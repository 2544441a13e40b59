import type { Quantity } from "../../quantity.js";

/** The numbers that only MPDs have. */
const ticks = (name: string, min: number): Quantity => ({
  name,
  min,
  max: Number.MAX_SAFE_INTEGER,
  integer: true,
});

export const TIMESCALE: Quantity = {
  name: "a count of ticks per second",
  min: 1,
  max: 2 ** 32,
  integer: true,
};
export const TICKS: Quantity = ticks("a time in ticks", 0);
/** Some write it with a fraction. */
export const DURATION: Quantity = { name: "a duration in ticks", min: 1, max: Number.MAX_SAFE_INTEGER };
export const OFFSET: Quantity = ticks("a time in ticks", Number.MIN_SAFE_INTEGER);
export const REPEATS: Quantity = {
  name: "a count of repetitions, or -1 for as many as there is time for",
  min: -1,
  max: Number.MAX_SAFE_INTEGER,
  integer: true,
};
export const NUMBER: Quantity = ticks("the number of a segment", 0);
