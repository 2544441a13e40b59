import type { Bits, Seconds } from "../../units.js";
import type { CapacityCursor } from "./capacity.js";
import type { Flow } from "./flow.js";
import { allocate, type Parties } from "./parties.js";

/** How the flows on a link move while none joins or leaves and no cap changes. */
export interface Shares {
  /**
   * When the next flow is at its target, setting `due` of each: the flows with the least are those that are. Infinity
   * if that never comes, and possibly if it comes after `until`.
   */
  nextDue(capacity: CapacityCursor, parties: Parties, from: Seconds, until: Seconds): Seconds;
  /** Adds to `received` of each flow what arrives of it from `from` to `to`. */
  carry(capacity: CapacityCursor, parties: Parties, from: Seconds, to: Seconds): void;
  /** What has been received of a flow by `to`, if `received` is true of `from`. Looking changes nothing. */
  look(flow: Flow, capacity: CapacityCursor, parties: Parties, from: Seconds, to: Seconds): Bits;
}

/**
 * All flows get the same part of the link. This is the case of several plain players, and with one flow the arithmetic
 * is the capacity's own.
 */
export const equalParts: Shares = {
  nextDue(capacity, { flows }, from, until) {
    const { length } = flows;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < length; i++) {
      const flow = flows[i]!;
      const left = flow.target - flow.received;
      const due = left > 0 ? left * length : 0;
      flow.due = due;
      if (due < least) least = due;
    }
    if (least === Number.POSITIVE_INFINITY) return least;
    return least > 0 ? capacity.deliveryEnd(from, least, until) : from;
  },

  carry(capacity, { flows }, from, to) {
    const moved = capacity.delivered(from, to) / flows.length;
    for (let i = 0; i < flows.length; i++) {
      const flow = flows[i]!;
      flow.received = Math.min(flow.size, flow.received + moved);
    }
  },

  look(flow, capacity, { flows }, from, to) {
    return Math.min(flow.size, flow.received + capacity.delivered(from, to) / flows.length);
  },
};

/**
 * Each flow has a constant part of the link, so that all follows from what the whole link carries. This is the case
 * as long as nothing is capped in bits per second. {@link chooseShares} lays the parts down, where they are not equal.
 */
export const constantParts: Shares = {
  nextDue(capacity, { flows }, from, until) {
    let least = Number.POSITIVE_INFINITY;
    for (const flow of flows) {
      const left = flow.target - flow.received;
      flow.due = left > 0 ? left * flow.linkBits : 0;
      if (flow.due < least) least = flow.due;
    }
    if (least === Number.POSITIVE_INFINITY) return least;
    return least > 0 ? capacity.deliveryEnd(from, least, until) : from;
  },

  carry(capacity, { flows }, from, to) {
    const carried = capacity.delivered(from, to);
    for (const flow of flows) flow.received = Math.min(flow.size, flow.received + carried / flow.linkBits);
  },

  look(flow, capacity, _parties, from, to) {
    return Math.min(flow.size, flow.received + capacity.delivered(from, to) / flow.linkBits);
  },
};

/**
 * Caps in bits per second make the parts depend on the capacity: one interval of the trace is looked at after the
 * other. The cost is in the number of intervals up to the next target, and up to `until` at most.
 */
export const partsByInterval: Shares = {
  nextDue(capacity, parties, from, until) {
    const { flows } = parties;
    const last = capacity.isDead ? from : until;
    for (const flow of flows) flow.moved = 0;
    let rate = Number.NaN;
    for (let time = from; time <= last; ) {
      const rateNow = capacity.rateAt(time);
      if (rateNow !== rate) allocate(rateNow, parties);
      rate = rateNow;
      const end = capacity.changeAfter(time);
      let first = Number.POSITIVE_INFINITY;
      for (const flow of flows) {
        const left = flow.target - flow.received - flow.moved;
        flow.due = dueWithin(left, flow.rate, time, end);
        if (flow.due < first) first = flow.due;
      }
      if (first < Number.POSITIVE_INFINITY) return first;
      // At such times a number no longer tells one interval's end from the next.
      if (!(end > time)) break;
      for (const flow of flows) flow.moved += flow.rate * (end - time);
      time = end;
    }
    return Number.POSITIVE_INFINITY;
  },

  carry(capacity, parties, from, to) {
    move(capacity, parties, from, to);
    for (const flow of parties.flows) flow.received = Math.min(flow.size, flow.received + flow.moved);
  },

  look(flow, capacity, parties, from, to) {
    move(capacity, parties, from, to);
    return Math.min(flow.size, flow.received + flow.moved);
  },
};

/** Sets `moved` of each flow: the bits that arrive of it from `from` to `to`. */
function move(capacity: CapacityCursor, parties: Parties, from: Seconds, to: Seconds): void {
  const { flows } = parties;
  for (const flow of flows) flow.moved = 0;
  if (capacity.isDead) return;
  let rate = Number.NaN;
  for (let time = from; time < to; ) {
    const rateNow = capacity.rateAt(time);
    if (rateNow !== rate) allocate(rateNow, parties);
    rate = rateNow;
    const end = Math.min(to, capacity.changeAfter(time));
    if (!(end > time)) break;
    for (const flow of flows) flow.moved += flow.rate * (end - time);
    time = end;
  }
}

/** As {@link CapacityCursor.deliveryEnd} has it: an interval that holds the bits holds the end, whatever rounding says. */
function dueWithin(left: number, rate: number, time: Seconds, end: Seconds): Seconds {
  if (left <= 0) return time;
  return rate * (end - time) >= left ? Math.min(end, time + left / rate) : Number.POSITIVE_INFINITY;
}

/** Chooses how the flows move from now on, and works out what of that does not change. */
export function chooseShares(parties: Parties): Shares {
  if (parties.alike) return equalParts;
  const { flows, urgent, ordinary } = parties;
  let allAlike = urgent.length === 0 || ordinary.length === 0;
  for (const flow of flows) {
    const { group, party } = flow;
    if (flow.rateCap < Number.POSITIVE_INFINITY || (group && group.cap < Number.POSITIVE_INFINITY))
      return partsByInterval;
    if (flow.shareOfLink < 1 || party!.flows.length > 1) allAlike = false;
  }
  if (allAlike) return equalParts;
  allocate(1, parties);
  for (const flow of flows) flow.linkBits = 1 / flow.rate;
  return constantParts;
}
