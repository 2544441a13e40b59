/**
 * Whether all values are one and the same. Asked before a spread is computed, because the mean of equal values may
 * round to a neighbour of theirs, and what is left would pass for a tiny spread.
 */
export function isConstant(values: ArrayLike<number>): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false;
  return true;
}
