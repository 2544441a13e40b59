/**
 * A quantile of finite values that are already in ascending order, by the R-7 method: linear between order statistics at
 * position (n - 1) * probability (Hyndman & Fan 1996, "Sample quantiles in statistical packages", definition 7), as
 * R, NumPy and d3 have it.
 *
 * @param probability from 0 to 1
 * @returns undefined for no values
 * @throws RangeError when the probability is none
 */
export function quantileSorted(ascending: ArrayLike<number>, probability: number): number | undefined {
  checkProbability(probability);
  if (ascending.length === 0) return undefined;
  const position = (ascending.length - 1) * probability;
  const below = Math.floor(position);
  const low = ascending[below]!;
  const high = ascending[Math.min(below + 1, ascending.length - 1)]!;
  return between(low, high, position - below);
}

/**
 * What lies between two finite values.
 *
 * @param share of the way from the first to the second, from 0 to 1
 */
export function between(from: number, to: number, share: number): number {
  const way = to - from;
  // Values at both ends of what a number can be are farther apart than that.
  return Number.isFinite(way) ? from + way * share : from * (1 - share) + to * share;
}

/** @throws RangeError when it is none */
export function checkProbability(probability: number): void {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`expected a probability from 0 to 1, got ${probability}`);
}
