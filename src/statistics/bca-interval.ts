import { normalCdf } from "./normal-cdf.js";
import { normalQuantile } from "./normal-quantile.js";
import { quantileSorted } from "./quantile-sorted.js";
import type { Interval } from "./ratio.js";

/** Resamples that differ by less than this share of their size differ by rounding alone. */
const ROUNDING = 1e-12;

/**
 * A bias-corrected and accelerated bootstrap interval (Efron 1987, "Better Bootstrap Confidence Intervals"; DiCiccio
 * & Efron 1996, "Bootstrap Confidence Intervals", section 2): the percentile interval, moved by how far the
 * resamples lie off the estimate and by how their spread changes with it.
 *
 * @param estimate what the sample itself gives
 * @param resampled what each resample gives, in any order; sorted in place. NaN stands for no answer and is left out
 * @param acceleration 0 for a bias correction only
 * @param confidence such as 0.95
 * @returns undefined where no resample has an answer; an interval of no width where all have the same
 */
export function bcaInterval(
  estimate: number,
  resampled: Float64Array,
  acceleration: number,
  confidence: number,
): Interval | undefined {
  // Typed arrays sort NaN to the end.
  const ascending = resampled.sort();
  let answers = ascending.length;
  while (answers > 0 && Number.isNaN(ascending[answers - 1])) answers--;
  if (answers === 0) return undefined;

  const values = ascending.subarray(0, answers);
  const low = values[0]!;
  const high = values[answers - 1]!;
  if (high - low <= ROUNDING * Math.max(Math.abs(low), Math.abs(high))) return [estimate, estimate];

  const bias = normalQuantile(shareBelow(values, estimate));
  const adjusted = (probability: number): number => {
    const z = bias + normalQuantile(probability);
    const scale = 1 - acceleration * z;
    // Past its pole the correction has no meaning; its limit there is the outermost resample.
    return scale > 0 ? normalCdf(bias + z / scale) : z > 0 ? 1 : 0;
  };
  return [
    quantileSorted(values, adjusted((1 - confidence) / 2))!,
    quantileSorted(values, adjusted((1 + confidence) / 2))!,
  ];
}

/** The share of values below the estimate, ties counting half; kept off 0 and 1, where the probit is infinite. */
function shareBelow(ascending: Float64Array, estimate: number): number {
  const below = firstIndexWhere(ascending, (value) => value >= estimate);
  const upTo = firstIndexWhere(ascending, (value) => value > estimate);
  const least = 0.5 / ascending.length;
  return Math.min(Math.max((below + upTo) / 2 / ascending.length, least), 1 - least);
}

/** Binary search for the first value that passes; the length if none does. */
function firstIndexWhere(ascending: Float64Array, passes: (value: number) => boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(ascending[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
