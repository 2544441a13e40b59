/** One resample of clusters: that at place `drawn[i]` came up `times[i]` times, for i below `distinct`. */
export interface ClusterResample {
  /** How many different clusters came up. */
  distinct: number;
  /** Places of clusters, in ascending order. */
  readonly drawn: Int32Array;
  /** How often each came up: 1 or more. */
  readonly times: Float64Array;
  /** Of each stratum, where in `drawn` it ends. */
  readonly ends: Int32Array;
}

/**
 * Draws clusters with replacement, from each stratum as many as it has: the resampling of a stratified cluster
 * bootstrap.
 *
 * @param sizes of the strata, whose clusters stand one stratum after the other
 * @param random uniform in [0, 1); each draw uses one number
 * @returns a function that draws the next resample; it returns the same object each time
 */
export function clusterResampler(sizes: readonly number[], random: () => number): () => ClusterResample {
  const clusters = sizes.reduce((total, size) => total + size, 0);
  const counts = new Uint32Array(clusters);
  const resample = emptyResample(clusters, sizes.length);
  const { drawn, times, ends } = resample;
  return () => {
    counts.fill(0);
    let start = 0;
    let distinct = 0;
    for (let stratum = 0; stratum < sizes.length; stratum++) {
      const size = sizes[stratum]!;
      for (let draw = 0; draw < size; draw++) counts[start + Math.floor(random() * size)]!++;
      for (let place = start; place < start + size; place++) {
        const count = counts[place]!;
        drawn[distinct] = place;
        times[distinct] = count;
        // One that did not come up is overwritten by the next: nobody can guess which, and a branch would be slow.
        distinct += Math.min(count, 1);
      }
      start += size;
      ends[stratum] = distinct;
    }
    resample.distinct = distinct;
    return resample;
  };
}

/** The resample that is the sample itself. */
export function everyClusterOnce(sizes: readonly number[]): ClusterResample {
  let end = 0;
  const ends = Int32Array.from(sizes, (size) => {
    end += size;
    return end;
  });
  const drawn = Int32Array.from({ length: end }, (_, place) => place);
  return { distinct: end, drawn, times: new Float64Array(end).fill(1), ends };
}

function emptyResample(clusters: number, strata: number): ClusterResample {
  return {
    distinct: 0,
    drawn: new Int32Array(clusters),
    times: new Float64Array(clusters),
    ends: new Int32Array(strata),
  };
}
