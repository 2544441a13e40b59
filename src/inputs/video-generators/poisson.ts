import type { RandomStream } from "../../random.js";

/** Means above are drawn in parts, so that exp(-mean) does not vanish. */
const LARGEST_PART = 30;

/** A Poisson draw (Knuth, The Art of Computer Programming, vol. 2, 3.4.1): how many events fall into a stretch of time. */
export function poissonDraw(mean: number, random: RandomStream): number {
  let events = 0;
  for (let left = mean; left > 0; left -= LARGEST_PART) {
    const limit = Math.exp(-Math.min(left, LARGEST_PART));
    for (let product = random(); product > limit; product *= random()) events++;
  }
  return events;
}
