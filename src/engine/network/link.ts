import type { Bits, Seconds } from "../../units.js";
import type { CapacityCursor } from "./capacity.js";

/** Bits on their way over a link. */
export interface Flow {
  readonly size: Bits;
  /** Bits that had arrived when the link last changed. */
  received: Bits;
}

/**
 * A fluid link that shares its capacity equally among the flows in flight (processor sharing). Nothing ticks:
 * when the next flow ends follows in closed form from the capacity, until a flow joins or leaves and it is asked
 * again. With one flow it answers to the bit what {@link CapacityCursor} answers.
 */
export class Link {
  private readonly capacity: CapacityCursor;
  private readonly flows: Flow[] = [];
  /** The flows' `received` is true of this moment. */
  private settledAt: Seconds = 0;

  constructor(capacity: CapacityCursor) {
    this.capacity = capacity;
  }

  get flowCount(): number {
    return this.flows.length;
  }

  /** Starts sending. Times never run backwards from call to call. */
  join(size: Bits, now: Seconds): Flow {
    this.settle(now);
    const flow: Flow = { size, received: 0 };
    this.flows.push(flow);
    return flow;
  }

  /** Stops sending before the end; `flow.received` is then what had arrived. */
  leave(flow: Flow, now: Seconds): void {
    this.settle(now);
    this.remove(flow);
  }

  /** When the next flow ends if none joins or leaves before; Infinity as {@link CapacityCursor.deliveryEnd}. */
  nextEnd(until: Seconds): Seconds {
    if (this.flows.length === 0) return Number.POSITIVE_INFINITY;
    return this.capacity.deliveryEnd(this.settledAt, this.leastRemaining() * this.flows.length, until);
  }

  /** Ends the flows that end now, which must be the time that {@link nextEnd} gave, in order of joining. */
  complete(now: Seconds): Flow[] {
    const least = this.leastRemaining();
    const ended = this.flows.filter((flow) => flow.size - flow.received === least);
    this.settle(now);
    for (const flow of ended) {
      // Not what rounding left of it: all of it has arrived.
      flow.received = flow.size;
      this.remove(flow);
    }
    return ended;
  }

  private settle(now: Seconds): void {
    if (this.flows.length > 0 && now > this.settledAt) {
      const share = this.capacity.delivered(this.settledAt, now) / this.flows.length;
      for (const flow of this.flows) flow.received = Math.min(flow.size, flow.received + share);
    }
    this.settledAt = now;
  }

  private leastRemaining(): Bits {
    let least = Number.POSITIVE_INFINITY;
    for (const flow of this.flows) least = Math.min(least, flow.size - flow.received);
    return least;
  }

  private remove(flow: Flow): void {
    this.flows.splice(this.flows.indexOf(flow), 1);
  }
}
