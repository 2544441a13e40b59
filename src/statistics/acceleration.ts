/**
 * The acceleration of a BCa interval: how fast the standard error of an estimate changes with its size, from the
 * jackknife. For one stratum it is Efron's (1987, equation 6.6); for several, the influence values are weighted by
 * the strata's sizes (Davison & Hinkley 1997, "Bootstrap Methods and their Application", equation 5.26).
 *
 * @param leaveOneOut the estimate without each cluster
 * @param members the clusters of each stratum
 * @returns 0 where the jackknife sees no skew or has no answer
 */
export function acceleration(leaveOneOut: Float64Array, members: readonly Uint32Array[]): number {
  let squares = 0;
  let cubes = 0;
  for (const stratum of members) {
    const size = stratum.length;
    let centre = 0;
    for (const cluster of stratum) centre += leaveOneOut[cluster]! / size;
    for (const cluster of stratum) {
      const influence = ((size - 1) / size) * (centre - leaveOneOut[cluster]!);
      squares += influence ** 2;
      cubes += influence ** 3;
    }
  }
  const skew = cubes / (6 * squares ** 1.5);
  return Number.isFinite(skew) ? skew : 0;
}
