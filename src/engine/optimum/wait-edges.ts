import type { Seconds } from "../../units.js";

/** Seconds; and the factor by which cells grow from each start on, until they are this share of the whole. */
const FINEST = 0.05;
const GROWTH = 2;
const COARSEST_SHARE = 0.02;
/** Starts more than this are not told apart. */
const MOST_STARTS = 24;

/**
 * Edges between cells of waiting: fine just above each of the waits with which playback may start, since most plans
 * that are any good hardly stall, and coarser from there on.
 *
 * @param starts the startup delays that there are, in any order; at least one
 * @param most seconds that a plan may wait in all
 */
export function waitEdges(starts: Iterable<Seconds>, most: Seconds): Float64Array {
  const rising = Array.from(new Set(starts)).sort((a, b) => a - b);
  const every = Math.ceil(rising.length / MOST_STARTS);
  const kept = rising.filter((_, i) => i % every === 0);
  const end = Math.max(most, rising.at(-1)!) + FINEST;
  const coarsest = Math.max(FINEST, COARSEST_SHARE * (end - rising[0]!));
  const edges: number[] = [];
  for (const [i, start] of kept.entries()) {
    const next = kept[i + 1] ?? end;
    let width = FINEST;
    for (let edge = start; edge < next; edge += width, width = Math.min(width * GROWTH, coarsest))
      edges.push(edge);
  }
  edges.push(end + FINEST);
  return Float64Array.from(edges);
}
