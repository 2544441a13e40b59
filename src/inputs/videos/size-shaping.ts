import { type Bits, bitsFromBytes, bytesFromBits, type Seconds } from "../../units.js";

/** Scales factors so that their mean, weighted by duration, is 1 and none exceeds `peak`, which is 1 or more. */
export function scaleToMean(
  factors: readonly number[],
  durations: readonly Seconds[],
  peak: number,
): number[] {
  const capped = new Set<number>();
  for (;;) {
    let room = 0;
    let demand = 0;
    durations.forEach((duration, segment) => {
      room += capped.has(segment) ? duration * (1 - peak) : duration;
      if (!capped.has(segment)) demand += duration * factors[segment]!;
    });
    const scale = room / demand;
    const before = capped.size;
    // Capping one leaves more for the others, which may push further ones over the peak.
    factors.forEach((factor, segment) => {
      if (!capped.has(segment) && factor * scale > peak) capped.add(segment);
    });
    if (capped.size === before || capped.size === factors.length)
      return factors.map((factor, segment) => (capped.has(segment) ? peak : factor * scale));
  }
}

/** Rounds to whole bytes, carrying what is cut off into the next segment, so that the sum stays within half a byte. */
export function wholeBytes(sizes: readonly Bits[]): Bits[] {
  let exact = 0;
  let given = 0;
  return sizes.map((bits) => {
    exact += bytesFromBits(bits);
    const bytes = Math.round(exact) - given;
    given += bytes;
    return bitsFromBytes(bytes);
  });
}
