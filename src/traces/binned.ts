import type { Trace } from "../model/trace.js";
import type { Seconds } from "../units.js";

/** Of a bin: what a running sum of durations may be off by without making or losing a bin. */
const ROUNDING = 1e-9;
/** 160 MB of them: a month in seconds is 2.6 million. */
export const MOST_BINS = 2e7;

/**
 * How many whole bins a trace has.
 *
 * @throws RangeError when the bin's length is not positive, or makes over 20 million bins
 */
export function wholeBins({ period }: Pick<Trace, "period">, bin: Seconds): number {
  if (!(bin > 0)) throw new RangeError(`expected bins of more than 0 s, got ${bin}`);
  const bins = Math.floor(period / bin + ROUNDING);
  if (bins > MOST_BINS) throw new RangeError(`expected at most ${MOST_BINS} bins, got ${bins}`);
  return bins;
}

/**
 * The capacity of a trace in bins of one length, from time 0: the time-weighted mean of each, in bit/s. What is left
 * after the last whole bin is left out, because a mean over less time varies more; so a trace shorter than one bin has
 * none. A bin in which the capacity does not change has it exactly.
 *
 * @throws RangeError when the bin's length is not positive, or makes over 20 million bins
 */
export function binned(trace: Trace, bin: Seconds): Float64Array {
  const { bandwidths, ends } = trace;
  const bins = new Float64Array(wholeBins(trace, bin));
  const last = ends.length - 1;
  let row = 0;
  for (let index = 0; index < bins.length; index++) {
    const end = (index + 1) * bin;
    const first = bandwidths[row]!;
    let at = index * bin;
    let beyondFirst = 0;
    while (row < last && ends[row]! < end - ROUNDING * bin) {
      beyondFirst += (ends[row]! - at) * (bandwidths[row]! - first);
      at = ends[row++]!;
    }
    beyondFirst += (end - at) * (bandwidths[row]! - first);
    bins[index] = Math.max(0, first + beyondFirst / bin);
    if (row < last && ends[row]! <= end + ROUNDING * bin) row++;
  }
  return bins;
}
