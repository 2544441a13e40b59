/** Steps of a chain are doubled so often: more than any trace has rows. */
const DOUBLINGS = 40;

/**
 * The share of all time that a Markov chain spends in each state, where it began in each with the same probability. It is
 * the row mean of a high power of the matrix; that of a chain that goes round in circles settles as well, because every
 * step is taken with a probability of a half.
 *
 * @param transitions rows that add up to 1
 */
export function stationaryShares(transitions: readonly (readonly number[])[]): number[] {
  const size = transitions.length;
  let power = transitions.map((row, i) => row.map((share, j) => (share + (i === j ? 1 : 0)) / 2));
  for (let doubling = 0; doubling < DOUBLINGS; doubling++)
    power = power.map((row) =>
      normalised(row.map((_, j) => row.reduce((total, share, k) => total + share * power[k]![j]!, 0))),
    );
  return Array.from({ length: size }, (_, j) => power.reduce((total, row) => total + row[j]!, 0) / size);
}

/** Shares that add up to 1, of which published ones may fall short by their rounding. */
export function normalised(shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}
