import type { Trace } from "../../model/trace.js";

/** A multiplier of good spread (Knuth, "The Art of Computer Programming", volume 3, section 6.4). */
const MULTIPLIER = 2654435761;

/** 32 bits of each interval's duration and bandwidth; equal intervals have equal ones. */
export function rowHashes({ durations, bandwidths }: Trace): Int32Array {
  const hashes = new Int32Array(durations.length);
  const pair = new Float64Array(2);
  const words = new Int32Array(pair.buffer);
  for (let row = 0; row < hashes.length; row++) {
    pair[0] = durations[row]!;
    pair[1] = bandwidths[row]!;
    let hash = 0;
    for (let word = 0; word < words.length; word++) {
      hash = Math.imul(hash ^ words[word]!, MULTIPLIER);
      hash ^= hash >>> 15;
    }
    hashes[row] = hash;
  }
  return hashes;
}

/** Whether two stretches of traces are equal, interval by interval. */
export function sameRows(a: Trace, fromA: number, b: Trace, fromB: number, length: number): boolean {
  for (let row = 0; row < length; row++)
    if (
      a.bandwidths[fromA + row] !== b.bandwidths[fromB + row] ||
      a.durations[fromA + row] !== b.durations[fromB + row]
    )
      return false;
  return true;
}
