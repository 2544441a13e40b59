import { randomStream } from "../../random.js";
import { bootstrapRatios, type Interval, type RatioColumn } from "../../statistics/index.js";

/** Columns whose resamples are held at once. */
const COLUMNS_AT_ONCE = 64;

/**
 * The 95 % interval of each column, by the bootstrap that all comparisons use. A stream that is begun anew draws the same
 * resamples: in portions or not, the figures are the same.
 */
export function intervalsOf(
  columns: readonly RatioColumn[],
  strata: Int32Array,
  { seed, resamples }: { readonly seed: number; readonly resamples?: number },
): (Interval | undefined)[] {
  const found: (Interval | undefined)[] = [];
  for (let first = 0; first < columns.length; first += COLUMNS_AT_ONCE) {
    const portion = columns.slice(first, first + COLUMNS_AT_ONCE);
    const random = randomStream(seed, "bootstrap");
    const estimates = bootstrapRatios({
      ...{ columns: portion, strata, random },
      ...(resamples && { resamples }),
    });
    found.push(...estimates.map(({ intervals }) => intervals[0]));
  }
  return found;
}

/** An interval of a difference, seen from the other side where `sign` is -1. */
export const turned = ([low, high]: Interval, sign: number): Interval =>
  sign > 0 ? [low, high] : [-high + 0, -low + 0];

/** Whether a difference is shown. Without an interval nobody can tell. */
export const excludesZero = (interval: Interval | undefined): boolean =>
  interval !== undefined && (interval[0] > 0 || interval[1] < 0);
