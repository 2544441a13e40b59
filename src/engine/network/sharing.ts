import type { BitsPerSecond } from "../../units.js";

/** One of several that share a capacity. */
export interface Sharer {
  /** The most that it can take; may be Infinity. */
  demand: BitsPerSecond;
  /** What it gets. */
  rate: BitsPerSecond;
}

/**
 * Max-min fair sharing by water-filling (Bertsekas & Gallager, Data Networks, section 6.5.2): all get the same, but
 * for those who can take less than that; what they leave goes to the others. Sets each one's `rate`. Equal demands
 * get equal rates to the bit.
 *
 * @param capacity 0 or more, finite
 * @returns what nobody can take
 */
export function shareFairly(capacity: BitsPerSecond, sharers: readonly Sharer[]): BitsPerSecond {
  const level = fairLevel(capacity, sharers);
  let left = capacity;
  for (const sharer of sharers) {
    sharer.rate = Math.min(sharer.demand, level);
    left -= sharer.rate;
  }
  // Whoever could take more has left nothing, whatever rounding says.
  return level < Number.POSITIVE_INFINITY ? 0 : Math.max(0, left);
}

/** What those get whose demand is not met; Infinity if everybody's is. */
export function fairLevel(capacity: BitsPerSecond, sharers: readonly Sharer[]): BitsPerSecond {
  let level = capacity / sharers.length;
  for (;;) {
    let left = capacity;
    let unmet = 0;
    for (const { demand } of sharers) {
      if (demand <= level) left -= demand;
      else unmet++;
    }
    if (unmet === 0) return Number.POSITIVE_INFINITY;
    const next = left / unmet;
    // The level rises only as long as it meets another demand, so this ends after as many rounds at most.
    if (!(next > level)) return level;
    level = next;
  }
}
