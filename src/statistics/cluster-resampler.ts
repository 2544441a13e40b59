/** One resample of clusters: cluster `drawn[i]` came up `times[i]` times, for i below `distinct`. */
export interface ClusterResample {
  /** How many different clusters came up. */
  distinct: number;
  /** Clusters, in ascending order. */
  readonly drawn: Int32Array;
  /** How often each came up: 1 or more. */
  readonly times: Float64Array;
}

/**
 * Draws clusters with replacement, from each stratum as many as it has: the resampling of a stratified cluster
 * bootstrap.
 *
 * @param strata the stratum of each cluster, as any number; clusters with the same number form a stratum
 * @param random uniform in [0, 1); each draw uses one number
 * @returns a function that draws the next resample; it returns the same object each time
 */
export function clusterResampler(strata: ArrayLike<number>, random: () => number): () => ClusterResample {
  const members = membersByStratum(strata);
  const counts = new Uint32Array(strata.length);
  const resample: ClusterResample = {
    distinct: 0,
    drawn: new Int32Array(strata.length),
    times: new Float64Array(strata.length),
  };
  return () => {
    counts.fill(0);
    for (const stratum of members)
      for (let draw = 0; draw < stratum.length; draw++)
        counts[stratum[Math.floor(random() * stratum.length)]!]!++;
    let distinct = 0;
    for (let cluster = 0; cluster < counts.length; cluster++) {
      if (counts[cluster] === 0) continue;
      resample.drawn[distinct] = cluster;
      resample.times[distinct] = counts[cluster]!;
      distinct++;
    }
    resample.distinct = distinct;
    return resample;
  };
}

/** The clusters of each stratum, strata in order of their first cluster. */
export function membersByStratum(strata: ArrayLike<number>): Uint32Array[] {
  const members = new Map<number, number[]>();
  for (let cluster = 0; cluster < strata.length; cluster++) {
    const stratum = strata[cluster]!;
    const known = members.get(stratum);
    if (known) known.push(cluster);
    else members.set(stratum, [cluster]);
  }
  return [...members.values()].map((clusters) => Uint32Array.from(clusters));
}
