import { quantile } from "./quantile.js";

/** The middle value, or halfway between the middle two; undefined for no values. */
export function median(values: ArrayLike<number>): number | undefined {
  return quantile(values, 0.5);
}
