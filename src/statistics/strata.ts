/** Clusters arranged so that those of a stratum stand together. */
export interface Strata {
  /** Which cluster stands at each place. */
  readonly order: Uint32Array;
  /** How many clusters each stratum has. */
  readonly sizes: readonly number[];
}

/**
 * Gathers the clusters of each stratum, strata in order of their first cluster.
 *
 * @param strata the stratum of each cluster, as any number; clusters with the same number form a stratum
 */
export function strataOf(strata: ArrayLike<number>): Strata {
  return arranged(membersByStratum(strata));
}

/**
 * The same, but strata of a single cluster are joined to one, and if there is just one such, it joins the smallest
 * other stratum. Within itself a lone cluster cannot vary, and an interval that held it fixed would be too narrow; what
 * is between joined strata counts as chance instead, which errs on the safe side (collapsed strata: Cochran 1977,
 * "Sampling Techniques", section 5A.12).
 */
export function strataWithoutLoners(strata: ArrayLike<number>): Strata {
  const members = membersByStratum(strata);
  const others = members.filter((stratum) => stratum.length > 1);
  const loners = members.filter((stratum) => stratum.length === 1).flat();
  if (loners.length === 1 && others.length > 0)
    others.reduce((least, stratum) => (stratum.length < least.length ? stratum : least)).push(...loners);
  else if (loners.length > 0) others.push(loners);
  return arranged(others);
}

function arranged(members: readonly number[][]): Strata {
  return { order: Uint32Array.from(members.flat()), sizes: members.map(({ length }) => length) };
}

function membersByStratum(strata: ArrayLike<number>): number[][] {
  const members = new Map<number, number[]>();
  for (let cluster = 0; cluster < strata.length; cluster++) {
    const known = members.get(strata[cluster]!);
    if (known) known.push(cluster);
    else members.set(strata[cluster]!, [cluster]);
  }
  return [...members.values()];
}
