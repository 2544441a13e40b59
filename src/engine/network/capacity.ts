import type { Trace } from "../../model/trace.js";
import type { Bits, BitsPerSecond, Seconds } from "../../units.js";

/** Intervals ahead that are cheaper to step over than to search for. */
export const NEAR = 12;
/**
 * Ends of the trace that a delivery can pass which is no larger than what one loop carries, and one more for rounding.
 * Beyond them, times are so large that a number no longer tells one interval's end from the next.
 */
export const MOST_LOOPS = 2;

/**
 * The link's capacity along a session's clock: a trace from some offset on, repeated without end, with the two
 * questions of a fluid link answered in closed form.
 *
 * A cursor remembers the interval it looked at last. Sessions look forward, so the next question is nearly always
 * about that interval or one soon after it, and the cost of a question does not grow with the length of the trace;
 * any other jump is a binary search. Where an interval ends is always computed from its position in the trace,
 * never by adding up, so an answer does not depend on what was asked before.
 */
export class CapacityCursor {
  private readonly trace: Trace;
  private offset: Seconds;
  private readonly rows: number;
  private loop = 0;
  private row = 0;
  private rowStart: Seconds = 0;
  private rowEnd: Seconds = 0;

  /** @param offset where in the trace the session's clock starts, in seconds from the trace's beginning */
  constructor(trace: Trace, offset: Seconds) {
    this.trace = trace;
    this.offset = offset;
    this.rows = trace.ends.length;
    this.jumpTo(0);
  }

  /**
   * When the last of these bits arrives, if the whole link is theirs from `from` on. Infinity if that never comes,
   * and possibly if it comes after `until`: the answer then is of no use, and may be dear. Infinity also at times so
   * large that a number no longer tells one interval's end from the next.
   *
   * @param bits positive
   */
  deliveryEnd(from: Seconds, bits: Bits, until: Seconds): Seconds {
    const { bandwidths, bitsPerPeriod, ends, period } = this.trace;
    let time = from;
    let remaining = bits;
    if (remaining > bitsPerPeriod) {
      // Whole periods first: what is left then lies within one more.
      const periods = Math.ceil(remaining / bitsPerPeriod) - 1;
      time += periods * period;
      if (!(time <= until && time < Number.POSITIVE_INFINITY)) return Number.POSITIVE_INFINITY;
      remaining -= periods * bitsPerPeriod;
    }
    this.seek(time);
    // This is the innermost loop of all, hence the local variables. `delivered` is the same walk in other terms.
    let { loop, row, rowStart, rowEnd } = this;
    let origin = this.originOf(loop);
    let passed = 0;
    for (;;) {
      const available = bandwidths[row]! * (rowEnd - time);
      if (available >= remaining) break;
      if (passed > MOST_LOOPS) return Number.POSITIVE_INFINITY;
      remaining -= available;
      time = rowEnd;
      if (++row === this.rows) {
        row = 0;
        loop++;
        passed++;
        origin = this.originOf(loop);
      }
      rowStart = rowEnd;
      rowEnd = origin + ends[row]!;
    }
    this.loop = loop;
    this.row = row;
    this.rowStart = rowStart;
    this.rowEnd = rowEnd;
    // Rounding must not carry the end past the interval that holds it. At rate 0 nothing remains to be sent.
    return Math.min(time + remaining / bandwidths[row]!, rowEnd);
  }

  /** Bits that the whole link carries from `from` to `to`. */
  delivered(from: Seconds, to: Seconds): Bits {
    const { bandwidths, bitsPerPeriod, period } = this.trace;
    let time = from;
    let bits = 0;
    if (to - from > period) {
      const periods = Math.floor((to - from) / period);
      time += periods * period;
      bits = periods * bitsPerPeriod;
    }
    this.seek(time);
    for (let step = 0; this.rowEnd < to && step <= this.rows; step++) {
      bits += bandwidths[this.row]! * (this.rowEnd - time);
      time = this.rowEnd;
      this.advance();
    }
    // After whole periods, rounding may have put `time` past `to` by a hair.
    return to > time ? bits + bandwidths[this.row]! * (to - time) : bits;
  }

  /** Whether it never carries anything. */
  get isDead(): boolean {
    return this.trace.bitsPerPeriod === 0;
  }

  /** The capacity at that moment. */
  rateAt(time: Seconds): BitsPerSecond {
    this.seek(time);
    return this.trace.bandwidths[this.row]!;
  }

  /** When the interval ends that holds this time: the capacity is the same until then. */
  changeAfter(time: Seconds): Seconds {
    this.seek(time);
    return this.rowEnd;
  }

  /** The trace's own latency at that moment; undefined if the trace has none. */
  latencyAt(time: Seconds): Seconds | undefined {
    const { latencies } = this.trace;
    if (latencies === undefined) return undefined;
    this.seek(time);
    return latencies[this.row]!;
  }

  /** The trace's own loss at that moment, 0 to 1; 0 if the trace has none. */
  lossAt(time: Seconds): number {
    const { losses } = this.trace;
    if (losses === undefined) return 0;
    this.seek(time);
    return losses[this.row]!;
  }

  /** When the trace's loss may be another after that moment; Infinity if it never is. */
  lossChangeAfter(time: Seconds): Seconds {
    return this.trace.losses === undefined ? Number.POSITIVE_INFINITY : this.changeAfter(time);
  }

  /**
   * When the first bit comes of a request made at `from`, if its wait is spent along the trace: a moment t in an
   * interval of latency L is t / L of it. Some time after `until` if it does not come before; `from` if the trace
   * has no latency.
   */
  latencyEnd(from: Seconds, until: Seconds): Seconds {
    const { latencies } = this.trace;
    if (latencies === undefined) return from;
    this.seek(from);
    let time = from;
    let left = 1;
    while (time <= until && this.rowEnd > time) {
      const latency = latencies[this.row]!;
      const end = time + left * latency;
      if (end <= this.rowEnd) return end;
      left -= (this.rowEnd - time) / latency;
      time = this.rowEnd;
      this.advance();
    }
    return Math.max(time, until + 1);
  }

  /** Stops the trace for a while that ends now: from now on, it is where it was when the while began. */
  hold(duration: Seconds, now: Seconds): void {
    this.offset -= duration;
    this.jumpTo(now);
  }

  /** Moves to the interval that holds this time: the first whose end lies after it. */
  private seek(time: Seconds): void {
    if (time >= this.rowStart) {
      for (let step = 0; step <= NEAR; step++) {
        if (time < this.rowEnd) return;
        this.advance();
      }
    } else {
      // What has arrived by now is asked from when the shares last changed, which is seldom far back.
      for (let step = 0; step <= NEAR; step++) {
        this.retreat();
        if (time >= this.rowStart) return;
      }
    }
    this.jumpTo(time);
  }

  private advance(): void {
    if (++this.row === this.rows) {
      this.row = 0;
      this.loop++;
    }
    this.rowStart = this.rowEnd;
    this.rowEnd = this.endOf(this.loop, this.row);
  }

  private retreat(): void {
    if (--this.row < 0) {
      this.row = this.rows - 1;
      this.loop--;
    }
    this.rowEnd = this.rowStart;
    this.rowStart = this.startOf(this.loop, this.row);
  }

  private jumpTo(time: Seconds): void {
    const interval = intervalAt(this.trace, this.offset, time);
    this.loop = Math.floor(interval / this.rows);
    this.row = interval - this.loop * this.rows;
    this.rowStart = this.startOf(this.loop, this.row);
    this.rowEnd = this.endOf(this.loop, this.row);
  }

  private originOf(loop: number): Seconds {
    return loopStart(this.trace, this.offset, loop);
  }

  private endOf(loop: number, row: number): Seconds {
    return this.originOf(loop) + this.trace.ends[row]!;
  }

  private startOf(loop: number, row: number): Seconds {
    return row > 0 ? this.endOf(loop, row - 1) : this.endOf(loop - 1, this.rows - 1);
  }
}

/** The session's time at which a loop through the trace begins. Intervals end at this plus `trace.ends`. */
export function loopStart(trace: Trace, offset: Seconds, loop: number): Seconds {
  return loop * trace.period - offset;
}

/**
 * The interval that holds a time of the session, counting on through the loops: the first whose end lies after it.
 */
export function intervalAt(trace: Trace, offset: Seconds, time: Seconds): number {
  const { ends, period } = trace;
  const rows = ends.length;
  const loop = Math.floor((time + offset) / period);
  const endOf = (interval: number): Seconds => {
    const inLoop = Math.floor(interval / rows);
    return loopStart(trace, offset, inLoop) + ends[interval - inLoop * rows]!;
  };
  let low = loop * rows;
  let high = low + rows - 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (endOf(middle) > time) high = middle;
    else low = middle + 1;
  }
  // Division rounds, so the interval may be one off.
  if (endOf(low - 1) > time) return low - 1;
  return endOf(low) > time ? low : low + 1;
}
