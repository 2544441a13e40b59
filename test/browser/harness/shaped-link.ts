import { CapacityCursor } from "../../../src/engine/network/capacity.js";
import type { Trace } from "../../../src/model/trace.js";
import { type Bits, bitsFromBytes, msFromSeconds, type Seconds, secondsFromMs } from "../../../src/units.js";

/** A body on its way. Both functions are called by the link. */
export interface Transfer {
  readonly bytes: number;
  /** Passes on the bytes from one place in the body to another; the first call is the first byte. */
  send(from: number, to: number): void;
  done(): void;
}

interface Flow {
  readonly transfer: Transfer;
  /** Still to be carried; not a whole number of bytes. */
  remaining: Bits;
  sent: number;
}

/** The longest that bytes wait for the next write. */
const TICK: Seconds = secondsFromMs(10);

/**
 * A link in real time whose capacity is a trace's: what it carries up to any moment is what the trace delivers, shared
 * equally by the transfers at that moment, and what nobody asks for is lost. The trace begins with the first transfer.
 * Bytes are passed on every 10 ms, and besides when a transfer's first or last is due.
 */
export class ShapedLink {
  private readonly capacity: CapacityCursor;
  private readonly flows = new Set<Flow>();
  private began: Seconds | undefined;
  private settledAt: Seconds = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(trace: Trace) {
    this.capacity = new CapacityCursor(trace, 0);
  }

  /** Seconds along the trace; 0 until it begins. */
  get now(): Seconds {
    return this.began === undefined ? 0 : monotonicSeconds() - this.began;
  }

  /** Lets the trace begin, if it has not. */
  begin(): void {
    this.began ??= monotonicSeconds();
  }

  /** The trace's own latency at this moment; undefined if it has none. */
  get latency(): Seconds | undefined {
    return this.capacity.latencyAt(this.now);
  }

  /** @returns what takes the transfer off the link */
  carry(transfer: Transfer): () => void {
    this.begin();
    this.settle();
    const flow: Flow = { transfer, remaining: bitsFromBytes(transfer.bytes), sent: 0 };
    this.flows.add(flow);
    this.scheduleNext();
    return () => {
      this.settle();
      this.flows.delete(flow);
      this.scheduleNext();
    };
  }

  close(): void {
    clearTimeout(this.timer);
    this.flows.clear();
  }

  private readonly wake = (): void => {
    this.settle();
    this.scheduleNext();
  };

  /** Passes on what has arrived since the last time. */
  private settle(): void {
    const now = this.now;
    shareOut(this.capacity.delivered(this.settledAt, now), [...this.flows]);
    this.settledAt = now;
    for (const flow of [...this.flows]) {
      const { transfer, sent } = flow;
      const arrived = Math.floor(transfer.bytes - flow.remaining / bitsFromBytes(1) + ROUNDING);
      flow.sent = arrived;
      if (arrived > sent) transfer.send(sent, arrived);
      if (arrived < transfer.bytes) continue;
      this.flows.delete(flow);
      transfer.done();
    }
  }

  private scheduleNext(): void {
    clearTimeout(this.timer);
    if (this.flows.size === 0) return;
    const from = this.settledAt;
    const due = [...this.flows].map(({ sent, remaining }) => {
      const awaited = sent === 0 ? Math.min(remaining, bitsFromBytes(1)) : remaining;
      return this.capacity.deliveryEnd(from, Math.max(awaited, ROUNDING) * this.flows.size, from + TICK);
    });
    const next = Math.min(from + TICK, ...due);
    this.timer = setTimeout(this.wake, Math.ceil(msFromSeconds(next - this.now) - ROUNDING));
  }
}

/** Of a byte or a millisecond: sums of real numbers do not come out whole. */
const ROUNDING = 1e-6;

/** Shares bits equally; what one flow does not need goes to the others. */
function shareOut(bits: Bits, flows: readonly Flow[]): void {
  const byNeed = flows.toSorted((a, b) => a.remaining - b.remaining);
  let left = bits;
  byNeed.forEach((flow, place) => {
    const share = Math.min(flow.remaining, left / (byNeed.length - place));
    flow.remaining -= share;
    left -= share;
  });
}

const monotonicSeconds = (): Seconds => secondsFromMs(performance.now());
