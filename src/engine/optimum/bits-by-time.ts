import type { Trace } from "../../model/trace.js";
import type { Bits, Seconds } from "../../units.js";
import { NEAR } from "../network/capacity.js";

/** Share of a number of bits by which sums of them may be rounded, and some. */
const ROUNDING = 4e-15;

/**
 * The bits that a link has carried from the beginning of its trace up to a time: what capacity prices are charged on.
 * Asked for times in any order, and for negative ones.
 */
export class BitsByTime {
  private readonly trace: Trace;
  /** Before each interval of a loop. */
  private readonly before: Float64Array;
  private row = 0;
  private rowOfBits = 0;

  constructor(trace: Trace) {
    const { durations, bandwidths } = trace;
    this.trace = trace;
    this.before = new Float64Array(durations.length + 1);
    for (let row = 0; row < durations.length; row++)
      this.before[row + 1] = this.before[row]! + durations[row]! * bandwidths[row]!;
  }

  /** @param time in the trace's own clock */
  at(time: Seconds): Bits {
    const { bandwidths, ends, period } = this.trace;
    const loop = Math.floor(time / period);
    const inLoop = time - loop * period;
    const row = this.find(inLoop);
    const start = row === 0 ? 0 : ends[row - 1]!;
    const within = Math.max(0, inLoop - start) * bandwidths[row]!;
    return loop * this.before[ends.length]! + this.before[row]! + within;
  }

  /**
   * The earliest time by which the link has carried so many bits, or a rounding error before: an interval without
   * capacity that begins then must not be waited out for the sake of the last digit.
   *
   * @returns in the trace's own clock; Infinity if never
   */
  timeOf(bits: Bits): Seconds {
    const { before } = this;
    const { bandwidths, ends, period } = this.trace;
    const inAll = before[ends.length]!;
    if (!(inAll > 0)) return Number.POSITIVE_INFINITY;
    const target = bits - Math.abs(bits) * ROUNDING;
    const loop = Math.floor(target / inAll);
    const inLoop = target - loop * inAll;
    if (!(inLoop > 0)) return loop * period;
    const row = this.findBits(inLoop);
    const start = row === 0 ? 0 : ends[row - 1]!;
    const time = Math.min(ends[row]!, start + (inLoop - before[row]!) / bandwidths[row]!);
    return loop * period + time;
  }

  /** The interval in which so many bits of the loop are reached; a few steps from the last one, or by halving. */
  private findBits(bits: Bits): number {
    const { before } = this;
    const last = before.length - 2;
    let row = this.rowOfBits;
    if (bits > before[row]!) {
      for (let step = 0; step < NEAR && row < last && bits > before[row + 1]!; step++) row++;
      if (bits <= before[row + 1]! || row === last) {
        this.rowOfBits = row;
        return row;
      }
    }
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (bits <= before[middle + 1]!) high = middle;
      else low = middle + 1;
    }
    this.rowOfBits = low;
    return low;
  }

  /** The interval that holds a time of the loop. Questions come in clusters, so the one found last is tried first. */
  private find(time: Seconds): number {
    const { ends } = this.trace;
    const last = ends.length - 1;
    const { row } = this;
    if (time < ends[row]!) {
      if (row === 0 || time >= ends[row - 1]!) return row;
    } else if (row < last && time < ends[row + 1]!) {
      this.row = row + 1;
      return row + 1;
    }
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (time < ends[middle]!) high = middle;
      else low = middle + 1;
    }
    this.row = low;
    return low;
  }
}
