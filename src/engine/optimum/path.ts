import type { NetworkSettings } from "../../model/settings/index.js";
import type { Trace } from "../../model/trace.js";
import type { Bits, Seconds } from "../../units.js";
import { CapacityCursor } from "../network/capacity.js";
import { BitsByTime } from "./bits-by-time.js";
import { Deliveries } from "./deliveries.js";

/**
 * The way that a request takes: its wait for the first bit, and its bits. The same terms in the same order as
 * `SequentialLane` and `TransportExchange`, so that what is planned here is what happens there.
 */
export class Path {
  /** When the request goes out that the last answer was about: later than asked, where waiting pays. */
  sent: Seconds = 0;
  /** Whether a request may come to its first bit sooner by being made later: where latency falls at once. */
  readonly waitingPays: boolean;
  private readonly offset: Seconds;
  private readonly settings: NetworkSettings;
  private readonly horizon: Seconds;
  private readonly payloadShare: number;
  /** By which each request stops the trace. */
  private readonly hold: Seconds;
  /** Of latencies. */
  private readonly cursor: CapacityCursor;
  /** One for each segment where requests stop the trace, or else one for all. */
  private readonly deliveries: readonly Deliveries[];
  private readonly bits: BitsByTime;

  constructor(trace: Trace, offset: Seconds, settings: NetworkSettings, horizon: Seconds, segments: number) {
    const { payloadShare = 1, latencyAdvancesTrace = true, rtt = 0, serverDelay = 0 } = settings;
    this.offset = offset;
    this.settings = settings;
    this.horizon = horizon;
    this.payloadShare = payloadShare;
    this.hold = latencyAdvancesTrace ? 0 : rtt + serverDelay;
    this.cursor = new CapacityCursor(trace, offset);
    this.deliveries = Array.from(
      { length: this.hold > 0 ? segments : 1 },
      (_, segment) => new Deliveries(trace, offset - this.heldBefore(segment)),
    );
    this.bits = new BitsByTime(trace);
    this.waitingPays =
      settings.rtt === undefined && settings.latencyRule !== "along trace" && trace.latencies !== undefined;
  }

  /** When the first bit comes of a request made at `time`. Sets {@link sent} to that time. */
  firstByte(time: Seconds): Seconds {
    const { rtt, latencyRule, serverDelay = 0 } = this.settings;
    const { cursor } = this;
    this.sent = time;
    if (rtt === undefined && latencyRule === "along trace")
      return cursor.latencyEnd(time, time + this.horizon) + serverDelay;
    return time + (rtt ?? cursor.latencyAt(time) ?? 0) + serverDelay;
  }

  /**
   * The earliest first bit of all requests made at `time` or later, which rises with `time` although latencies jump.
   * Sets {@link sent} to when that request is made.
   */
  earliestFirstByte(time: Seconds): Seconds {
    let first = this.firstByte(time);
    if (!this.waitingPays) return first;
    const { serverDelay = 0 } = this.settings;
    const { cursor } = this;
    for (let change = cursor.changeAfter(time); change + serverDelay < first; ) {
      const next = change + cursor.latencyAt(change)! + serverDelay;
      if (next < first) {
        first = next;
        this.sent = change;
      }
      const following = cursor.changeAfter(change);
      // At such times a number no longer tells one interval's end from the next.
      if (!(following > change)) break;
      change = following;
    }
    return first;
  }

  /** No request made from `from` to `to` has its first bit later. */
  latestFirstByte(from: Seconds, to: Seconds): Seconds {
    let last = this.firstByte(to);
    if (!this.waitingPays) return last;
    const { serverDelay = 0 } = this.settings;
    const { cursor } = this;
    for (let time = from; time < to; ) {
      const change = cursor.changeAfter(time);
      last = Math.max(last, Math.min(change, to) + cursor.latencyAt(time)! + serverDelay);
      if (!(change > time)) return Number.POSITIVE_INFINITY;
      time = change;
    }
    return last;
  }

  /** When the last bit comes; Infinity if never. */
  arrival(segment: number, firstByte: Seconds, size: Bits): Seconds {
    return this.deliveries[this.hold > 0 ? segment : 0]!.endOf(firstByte, size / this.payloadShare);
  }

  /**
   * The same by what the link has carried until the first bit, {@link carried}: without going along the trace, and
   * right but for the last digits, on the early side.
   */
  arrivalBy(segment: number, carried: Bits, size: Bits): Seconds {
    const time = this.bits.timeOf((carried + size) / this.payloadShare);
    return time - (this.offset - this.heldBefore(segment));
  }

  /** Payload that the link carries, while it is this segment's, from a fixed point of the trace to `time`. */
  carried(segment: number, time: Seconds): Bits {
    return this.bits.at(time + (this.offset - this.heldBefore(segment))) * this.payloadShare;
  }

  private heldBefore(segment: number): Seconds {
    return this.hold * (segment + 1);
  }
}
