/**
 * Moves a point to the nearest one whose coordinates are not negative and sum to 1: takes the same off all, and no more
 * than there is (Chen and Ye, "Projection Onto A Simplex", arXiv 1101.6081).
 */
export function projectOntoSimplex(point: Float64Array): void {
  const falling = point.slice().sort().reverse();
  let sum = 0;
  let excess = 0;
  for (let i = 0; i < falling.length; i++) {
    sum += falling[i]!;
    excess = (sum - 1) / (i + 1);
    // The rest is below what is taken off.
    if (i + 1 < falling.length && excess >= falling[i + 1]!) break;
  }
  for (let i = 0; i < point.length; i++) point[i] = Math.max(point[i]! - excess, 0);
}
