/**
 * P-values adjusted for being several, so that the chance of any false alarm among them stays what it is for one (Holm
 * 1979, "A Simple Sequentially Rejective Multiple Test Procedure"): the smallest times their number, the next times one
 * fewer, and none below one before it.
 *
 * @param pValues undefined entries stay undefined and do not count
 * @returns in the given order
 */
export function holm(pValues: readonly (number | undefined)[]): (number | undefined)[] {
  const adjusted = [...pValues];
  const ascending = indicesAscending(pValues);
  let least = 0;
  ascending.forEach((index, rank) => {
    least = Math.max(least, Math.min(1, pValues[index]! * (ascending.length - rank)));
    adjusted[index] = least;
  });
  return adjusted;
}

/** Where p-values stand, the smallest first; those that are undefined are left out. */
export function indicesAscending(pValues: readonly (number | undefined)[]): number[] {
  const known = Array.from(pValues.keys()).filter((index) => pValues[index] !== undefined);
  return known.sort((a, b) => pValues[a]! - pValues[b]!);
}
