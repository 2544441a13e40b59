import { normalQuantile } from "../../statistics/index.js";
import { joined } from "./joined.js";

/**
 * Values as normal scores of their ranks among all of them: what a normal process must have been for them to come
 * out. Equal values share the mean of their ranks.
 *
 * @param series one a trace
 * @returns the same, value for value
 */
export function normalScores(series: readonly Float64Array[]): Float64Array[] {
  const ascending = joined(series).sort();
  const scores = new Float64Array(ascending.length);
  for (let from = 0, to = 0; from < ascending.length; from = to) {
    while (ascending[to] === ascending[from]) to++;
    scores.fill(normalQuantile((from + to) / 2 / ascending.length), from, to);
  }
  return series.map((values) => values.map((value) => scores[placeOf(value, ascending)]!));
}

/** Where a value stands in values that ascend; any of its places. */
function placeOf(value: number, ascending: Float64Array): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
