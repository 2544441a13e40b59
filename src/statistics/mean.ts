import { sum } from "./sum.js";

/** The arithmetic mean, from a compensated {@link sum}; undefined for no values. */
export function mean(values: ArrayLike<number>): number | undefined {
  return values.length === 0 ? undefined : sum(values) / values.length;
}
