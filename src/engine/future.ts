import type { Future } from "../model/policy.js";
import type { NetworkSettings } from "../model/settings/index.js";
import type { Trace } from "../model/trace.js";
import type { Bits, Seconds } from "../units.js";
import { CapacityCursor } from "./network/capacity.js";
import { pathLatencyEnd } from "./network/transport-latency.js";

export interface FutureOptions {
  readonly trace: Trace;
  /** Where in the trace the clock of `startAt` begins. */
  readonly offset: Seconds;
  readonly network: NetworkSettings;
  /** How far ahead it is of use to look for a first bit. */
  readonly horizon: Seconds;
  /** When play was pressed, on the link's clock; 0, if missing. */
  readonly startAt?: Seconds;
  /** How long the link's trace has stood still so far; never, if missing. */
  readonly held?: () => Seconds;
}

/**
 * What is still to come of the link, for policies named `oracle-`: the answers of the plain engine, of one request at
 * a time with the link to itself. With the session's trace and offset, the round trip (or the trace's own latency), the
 * server's delay, and the share of payload, that is when the request's last bit comes, to rounding.
 *
 * It is an approximation where a session has more than that: other requests and other clients on the link, connections
 * (handshakes, slow start, losses, headers), faults, several CDNs, caches. And where a round trip does not advance the
 * trace (profile `pensieve`), it is exact of the next request: of one after others that are yet to be made, it does not
 * know that they will hold the trace back.
 */
export function futureOf({ trace, offset, network, horizon, startAt = 0, held }: FutureOptions): Future {
  const { latencyAdvancesTrace = true, payloadShare = 1, serverDelay = 0 } = network;
  let cursor: CapacityCursor | undefined;
  return {
    deliveryEnd(start: Seconds, bits: Bits): Seconds {
      if (!(start < Number.POSITIVE_INFINITY)) return Number.POSITIVE_INFINITY;
      // Sessions whose policy never asks have no use for it.
      cursor ??= new CapacityCursor(trace, offset);
      // The trace's clock runs behind the session's by what it has stood still.
      const behind = (held?.() ?? 0) - startAt;
      const sent = start - behind;
      const firstBit = pathLatencyEnd(network, cursor, sent, horizon) + serverDelay;
      if (latencyAdvancesTrace)
        return cursor.deliveryEnd(firstBit, bits / payloadShare, Number.POSITIVE_INFINITY) + behind;
      const transferred = cursor.deliveryEnd(sent, bits / payloadShare, Number.POSITIVE_INFINITY);
      return transferred + (firstBit - sent) + behind;
    },
  };
}
