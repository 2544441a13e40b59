import type { Trace } from "../../model/trace.js";
import { rowHashes, sameRows } from "./row-hash.js";
import { type LintRule, startOf } from "./rule.js";

/** Intervals: half a minute of most traces. */
const BLOCK = 30;
/** Fewer rates in a block may come again by chance. */
const LEAST_RATES = 8;
const BASE = 31;

/**
 * A stretch of 30 intervals or more, of various rates, that comes again: a measurement that was repeated to make it longer, or
 * pasted twice. There is less in such a trace than its length says. Patterns that were made to repeat are told of too.
 */
export const repeatedBlock: LintRule = {
  severity: "info",
  check({ trace }) {
    const longest = longestRepeat(trace);
    if (longest === undefined) return undefined;
    const { row, before, intervals } = longest;
    const at = startOf(trace, row);
    return {
      rule: "repeated-block",
      at,
      before: startOf(trace, before),
      length: trace.ends[row + intervals - 1]! - at,
      intervals,
    };
  },
};

interface Repeat {
  readonly row: number;
  readonly before: number;
  readonly intervals: number;
}

/**
 * By a rolling hash of every stretch of a block's length (Karp & Rabin 1987, "Efficient randomized pattern-matching
 * algorithms"), looked up among the blocks that lie end to end before it. What comes again over two blocks' length holds
 * one of these whole.
 */
function longestRepeat(trace: Trace): Repeat | undefined {
  const hashes = rowHashes(trace);
  const places = new Map<number, number>();
  let leaving = 1;
  for (let row = 1; row < BLOCK; row++) leaving = Math.imul(leaving, BASE);
  let hash = 0;
  let longest: Repeat | undefined;
  let searchedTo = 0;
  for (let end = 1; end <= hashes.length; end++) {
    if (end > BLOCK) hash = (hash - Math.imul(hashes[end - 1 - BLOCK]!, leaving)) | 0;
    hash = (Math.imul(hash, BASE) + hashes[end - 1]!) | 0;
    const row = end - BLOCK;
    if (row < 0) continue;
    const before = places.get(hash);
    if (before !== undefined && row >= searchedTo && sameRows(trace, row, trace, before, BLOCK)) {
      const intervals = extended(trace, row, before);
      if (intervals > (longest?.intervals ?? 0)) longest = { row, before, intervals };
      searchedTo = row + intervals;
    }
    // Looked up from the block's end on, so that nothing is taken for a repeat of what it overlaps.
    if (end % BLOCK === 0 && !places.has(hash) && isVaried(trace, row)) places.set(hash, row);
  }
  return longest;
}

function extended({ durations, bandwidths }: Trace, row: number, before: number): number {
  let intervals = BLOCK;
  while (
    row + intervals < durations.length &&
    bandwidths[row + intervals] === bandwidths[before + intervals] &&
    durations[row + intervals] === durations[before + intervals]
  )
    intervals++;
  return intervals;
}

const isVaried = ({ bandwidths }: Trace, row: number): boolean =>
  new Set(bandwidths.subarray(row, row + BLOCK)).size >= LEAST_RATES;
