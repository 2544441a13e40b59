import type { Trace } from "../../model/trace.js";
import type { Bits, Seconds } from "../../units.js";
import { CapacityCursor, intervalAt, loopStart, NEAR } from "../network/capacity.js";

/**
 * When deliveries end that begin one soon after the other and last long: as {@link CapacityCursor.deliveryEnd}, the
 * same terms in the same order, but what is remembered is where the last one began.
 */
export class Deliveries {
  private readonly trace: Trace;
  private readonly offset: Seconds;
  private readonly rows: number;
  private loop = 0;
  private row = 0;
  private start: Seconds = 0;
  private end: Seconds = 0;

  constructor(trace: Trace, offset: Seconds) {
    this.trace = trace;
    this.offset = offset;
    this.rows = trace.ends.length;
    this.standAt(intervalAt(trace, offset, 0));
  }

  /** @param bits positive @returns Infinity if that never comes */
  endOf(from: Seconds, bits: Bits): Seconds {
    const { trace, offset, rows } = this;
    if (bits > trace.bitsPerPeriod)
      return new CapacityCursor(trace, offset).deliveryEnd(from, bits, Number.MAX_VALUE);
    this.moveTo(from);
    const { bandwidths, ends } = trace;
    let { loop, row, end: rowEnd } = this;
    let origin = loopStart(trace, offset, loop);
    let time = from;
    let remaining = bits;
    for (let step = 0; ; step++) {
      const available = bandwidths[row]! * (rowEnd - time);
      if (available >= remaining) break;
      if (step > 2 * rows) return Number.POSITIVE_INFINITY;
      remaining -= available;
      time = rowEnd;
      if (++row === rows) {
        row = 0;
        loop++;
        origin = loopStart(trace, offset, loop);
      }
      rowEnd = origin + ends[row]!;
    }
    return Math.min(time + remaining / bandwidths[row]!, rowEnd);
  }

  private moveTo(time: Seconds): void {
    if (time < this.start) {
      this.standAt(intervalAt(this.trace, this.offset, time));
      return;
    }
    for (let step = 0; this.end <= time; step++) {
      if (step === NEAR) {
        this.standAt(intervalAt(this.trace, this.offset, time));
        return;
      }
      this.standAt(this.loop * this.rows + this.row + 1);
    }
  }

  private standAt(interval: number): void {
    const { trace, offset, rows } = this;
    this.loop = Math.floor(interval / rows);
    this.row = interval - this.loop * rows;
    const origin = loopStart(trace, offset, this.loop);
    this.end = origin + trace.ends[this.row]!;
    this.start =
      this.row > 0
        ? origin + trace.ends[this.row - 1]!
        : loopStart(trace, offset, this.loop - 1) + trace.ends[rows - 1]!;
  }
}
