import { isConstant } from "./is-constant.js";
import { quantileSorted } from "./quantile-sorted.js";

/** Ranges below this are cut without a look at a sample of them. */
const SAMPLED = 600;
/** Of usual values four or five cuts find a rank. After more than these, what is left is sorted. */
const MOST_CUTS = 50;

/**
 * A few quantiles of finite values, by the R-7 method of {@link quantileSorted}, and in a sixth of the time that it takes
 * to sort a million. The values are reordered.
 *
 * @param probabilities from 0 to 1
 * @returns one for each probability; undefined for no values
 * @throws RangeError when a probability is none
 */
export function selectQuantiles(
  values: Float64Array,
  probabilities: readonly number[],
): (number | undefined)[] {
  if (isConstant(values)) return probabilities.map((probability) => quantileSorted(values, probability));
  const last = values.length - 1;
  const ranks = probabilities.flatMap((probability) => {
    const below = Math.floor(last * probability);
    return [below, Math.min(below + 1, last)];
  });
  let from = 0;
  for (const rank of Float64Array.from(ranks).sort())
    if (rank >= from) {
      select(values, rank, from, last);
      from = rank + 1;
    }
  return probabilities.map((probability) => quantileSorted(values, probability));
}

/**
 * Brings to a place the value that would stand there if the range were sorted, with none above it before and none below
 * it behind (Floyd & Rivest 1975, "Algorithm 489: The Algorithm SELECT").
 */
function select(values: Float64Array, rank: number, first: number, last: number): void {
  let left = first;
  let right = last;
  for (let cuts = 0; right > left; cuts++) {
    if (cuts === MOST_CUTS) {
      values.subarray(left, right + 1).sort();
      return;
    }
    if (right - left > SAMPLED) {
      // The value is first brought into place within a sample, where it cuts off nearly all others.
      const size = right - left + 1;
      const at = rank - left + 1;
      const log = Math.log(size);
      const sample = 0.5 * Math.exp((2 * log) / 3);
      const spread = 0.5 * Math.sqrt((log * sample * (size - sample)) / size) * Math.sign(at - size / 2);
      const low = Math.max(left, Math.floor(rank - (at * sample) / size + spread));
      const high = Math.min(right, Math.floor(rank + ((size - at) * sample) / size + spread));
      select(values, rank, low, high);
    }
    const pivot = values[rank]!;
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i <= j) {
        const value = values[i]!;
        values[i++] = values[j]!;
        values[j--] = value;
      }
    }
    if (j < rank) left = i;
    if (rank < i) right = j;
  }
}
