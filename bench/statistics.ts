export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/**
 * An interval that holds the median of what the values are drawn from, by their order alone (the sign test turned
 * round): the narrowest with at least this confidence. With few values it is all of them, and the confidence less.
 */
export function medianInterval(values: readonly number[], confidence = 0.95): readonly [number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const n = sorted.length;
  let rank = 0;
  // The chance that fewer than `rank + 1` of n fair coins fall heads.
  let chance = 0.5 ** n;
  let term = chance;
  while (chance + (term * (n - rank)) / (rank + 1) <= (1 - confidence) / 2) {
    term = (term * (n - rank)) / (rank + 1);
    chance += term;
    rank++;
  }
  return [sorted[rank]!, sorted[n - 1 - rank]!];
}
