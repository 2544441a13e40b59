import { type Branch, halves } from "./branch.js";
import type { Incumbent } from "./incumbent.js";

/** Share of the score by which what is proved of the parts may differ from it. */
const TOLERATED = 0.01;
/** Shares of the effort left: what the search of one part may take, and with how little none is begun. */
const PART = 0.25;
const LEAST = 0.05;
/** Labels for each number of segments in searches for better plans. */
const SKETCH_WIDTH = 64;
/** A part whose plans differ by less than this many seconds in all that they wait is split no more. */
const NARROW = 1;
/** Steps towards better prices, at each fineness. */
const STEPS = 30;

/**
 * Branch and bound: takes the part of the plans that promises most, tries to prove that it holds none that is much
 * better than the incumbent, and if that takes too much splits it.
 *
 * @returns what none of the plans exceeds, if the incumbent's score is not better
 */
export function provedInParts(incumbent: Incumbent, whole: Branch): number {
  const { effort } = incumbent;
  const least = LEAST * effort.left;
  let upper = Number.NEGATIVE_INFINITY;
  // By falling promise.
  let open = splitIn(incumbent, whole);
  while (open.length > 0 && effort.left > least) {
    const [first, ...others] = open as [Branch, ...Branch[]];
    if (first.root <= incumbent.above(TOLERATED)) break;
    open = others;
    incumbent.search(first, { faithful: true, width: SKETCH_WIDTH }, PART);
    const tolerated = incumbent.above(TOLERATED);
    const last = isNarrow(first);
    const most = incumbent.search(first, { faithful: false, ...(!last && { tolerated }) }, PART);
    if (last || most <= tolerated) upper = Math.max(upper, Math.min(most, first.root));
    else open = [...open, ...splitIn(incumbent, first)].sort((a, b) => b.root - a.root);
  }
  return Math.max(upper, ...open.map(({ root }) => root));
}

function splitIn(incumbent: Incumbent, branch: Branch): Branch[] {
  return halves(branch)
    .map((spec) => incumbent.branch(spec, STEPS))
    .sort((a, b) => b.root - a.root);
}

function isNarrow({ ways, leastWait, mostWait }: Branch): boolean {
  return mostWait - leastWait < NARROW && ways.at(-1)!.clock - ways[0]!.clock < NARROW;
}
