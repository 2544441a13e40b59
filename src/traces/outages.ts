import type { BitsPerSecond, Seconds } from "../units.js";

/** Longer, and it may be that nobody measured. */
export const LONG_OUTAGE: Seconds = 60;

export interface OutageBins {
  /** How many bins have less than asked. */
  readonly out: number;
  /** How many of them are in stretches of more than a minute. */
  readonly outForLong: number;
  /** How many follow one another at most. */
  readonly longest: number;
}

export function countOutages(bins: Float64Array, bin: Seconds, below: BitsPerSecond): OutageBins {
  let out = 0;
  let outForLong = 0;
  let longest = 0;
  let run = 0;
  for (let index = 0; index <= bins.length; index++) {
    if (index < bins.length && bins[index]! < below) {
      run++;
      continue;
    }
    out += run;
    if (run * bin > LONG_OUTAGE) outForLong += run;
    longest = Math.max(longest, run);
    run = 0;
  }
  return { out, outForLong, longest };
}
