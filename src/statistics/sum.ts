/**
 * The sum of the values; of none, 0. What each addition rounds off is carried along and added at the end (Neumaier
 * 1974, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen"), so that the order of the values
 * hardly matters.
 */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  // Past an infinity the correction is Infinity - Infinity.
  return Number.isFinite(total) ? total + lost : total;
}
