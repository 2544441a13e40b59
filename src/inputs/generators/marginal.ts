/**
 * A distribution, as points of its quantile function in ascending order: the normal score of a probability (the
 * number of standard deviations at which a normal variable has it) and the value there. Scores to know: 5 % is
 * -1.645, 10 % -1.282, 20 % -0.842, 25 % -0.674, 50 % 0, and so on up to 95 % at 1.645.
 */
export type Marginal = readonly (readonly [score: number, value: number])[];

/** The value at a normal score: linear between the points, constant beyond the first and the last. */
export function valueAtScore(marginal: Marginal, score: number): number {
  const after = marginal.findIndex(([known]) => known > score);
  if (after === 0) return marginal[0]![1];
  if (after < 0) return marginal[marginal.length - 1]![1];
  const [lowScore, low] = marginal[after - 1]!;
  const [highScore, high] = marginal[after]!;
  return low + ((high - low) * (score - lowScore)) / (highScore - lowScore);
}
