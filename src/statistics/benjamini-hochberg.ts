import { indicesAscending } from "./holm.js";

/**
 * P-values adjusted for being several, so that of those called significant the expected share of false alarms stays
 * below the level (Benjamini & Hochberg 1995, "Controlling the False Discovery Rate"): each times their number over its
 * rank, and none above one after it.
 *
 * @param pValues undefined entries stay undefined and do not count
 * @returns in the given order
 */
export function benjaminiHochberg(pValues: readonly (number | undefined)[]): (number | undefined)[] {
  const adjusted = [...pValues];
  const ascending = indicesAscending(pValues);
  let most = 1;
  for (let rank = ascending.length; rank >= 1; rank--) {
    const index = ascending[rank - 1]!;
    most = Math.min(most, (pValues[index]! * ascending.length) / rank);
    adjusted[index] = most;
  }
  return adjusted;
}
