import type { Strata } from "./strata.js";

/** What is resampled: clusters at places, those of a stratum together. Clusters at one place are resampled as one. */
export interface Arrangement {
  /** Of each cluster, its place. */
  readonly placeOf: Uint32Array;
  /** How many places each stratum has. */
  readonly sizes: readonly number[];
}

/** Clusters that are resampled one by one. More are resampled in groups, of which there are at most so many. */
export const MOST_PLACES = 500;
/** In any stratum, however small beside the others: fewer would hardly tell how it varies. */
const FEWEST_PLACES = 8;

/** Every cluster at a place of its own. */
export function oneByOne({ order, sizes }: Strata): Arrangement {
  const placeOf = new Uint32Array(order.length);
  order.forEach((cluster, place) => {
    placeOf[cluster] = place;
  });
  return { placeOf, sizes };
}

/**
 * Very many clusters, gathered in groups of one size by chance within strata, so that the cost of a resample does not
 * grow with them. Groups vary as their clusters do (the method of random groups: Wolter 2007, "Introduction to Variance
 * Estimation", chapter 2), sums keep their skewness, and with 250 groups and more Student's t is the normal
 * distribution but for half a percent. Not by their order: neighbours may be alike, or dealt out on purpose.
 *
 * @returns undefined where there are no more clusters than {@link MOST_PLACES}; nothing is drawn then
 */
export function inGroups({ order, sizes }: Strata, random: () => number): Arrangement | undefined {
  if (order.length <= MOST_PLACES) return undefined;
  const groups = groupsByStratum(sizes);
  const placeOf = new Uint32Array(order.length);
  let start = 0;
  let first = 0;
  sizes.forEach((size, stratum) => {
    const members = order.slice(start, start + size);
    for (let dealt = 0; dealt < size; dealt++) {
      const from = dealt + Math.floor(random() * (size - dealt));
      placeOf[members[from]!] = first + (dealt % groups[stratum]!);
      members[from] = members[dealt]!;
    }
    start += size;
    first += groups[stratum]!;
  });
  return { placeOf, sizes: groups };
}

/** As many clusters to a group as it takes, the same in all strata but the smallest. */
function groupsByStratum(sizes: readonly number[]): number[] {
  const largest = Math.max(...sizes);
  for (let together = 2; ; together++) {
    const groups = sizes.map((size) => Math.min(size, Math.max(FEWEST_PLACES, Math.ceil(size / together))));
    if (together >= largest || groups.reduce((sum, count) => sum + count, 0) <= MOST_PLACES) return groups;
  }
}

/** The sum of the values at each place. */
export function arrange(values: Float64Array, { placeOf, sizes }: Arrangement): Float64Array {
  const arranged = new Float64Array(sizes.reduce((sum, size) => sum + size, 0));
  for (let cluster = 0; cluster < values.length; cluster++) arranged[placeOf[cluster]!]! += values[cluster]!;
  return arranged;
}
