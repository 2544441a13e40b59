import type { BitsPerSecond } from "../../units.js";
import type { Flow } from "./flow.js";
import { type Sharer, shareFairly } from "./sharing.js";

/**
 * Flows that count as one at the link, under one cap: what a connection sends. Its urgent flows are one party, its
 * others another. A group belongs to one link, which changes its cap.
 */
export class FlowGroup {
  cap: BitsPerSecond = Number.POSITIVE_INFINITY;
  urgent: Party | undefined = undefined;
  ordinary: Party | undefined = undefined;

  get isEmpty(): boolean {
    return this.urgent === undefined && this.ordinary === undefined;
  }

  get rate(): BitsPerSecond {
    return (this.urgent?.rate ?? 0) + (this.ordinary?.rate ?? 0);
  }
}

/** Who gets a part of the link: a lone flow, or the flows of a group that are of one class. */
export interface Party extends Sharer {
  readonly flows: Flow[];
  readonly group: FlowGroup | undefined;
}

/** The flows on a link, and the parties that they form. */
export class Parties {
  /** In order of joining. */
  readonly flows: Flow[] = [];
  readonly urgent: Party[] = [];
  readonly ordinary: Party[] = [];

  add(flow: Flow): void {
    const { group, urgent } = flow;
    let party = urgent ? group?.urgent : group?.ordinary;
    if (party === undefined) {
      party = { flows: [], group, demand: 0, rate: 0 };
      (urgent ? this.urgent : this.ordinary).push(party);
      if (group) group[urgent ? "urgent" : "ordinary"] = party;
    }
    party.flows.push(flow);
    flow.party = party;
    this.flows.push(flow);
  }

  remove(flow: Flow): void {
    const { group, urgent, party } = flow;
    if (party === undefined) return;
    takeOut(this.flows, flow);
    takeOut(party.flows, flow);
    flow.party = undefined;
    if (party.flows.length > 0) return;
    takeOut(urgent ? this.urgent : this.ordinary, party);
    if (group) group[urgent ? "urgent" : "ordinary"] = undefined;
  }
}

/**
 * Shares a capacity among all flows: the urgent class before the other; within a class, parties fairly; within a
 * party, flows fairly. Sets the `rate` of each party and flow.
 */
export function allocate(capacity: BitsPerSecond, { urgent, ordinary }: Parties): void {
  const left = allocateClass(capacity, capacity, urgent, false);
  allocateClass(capacity, left, ordinary, true);
}

function allocateClass(
  capacity: BitsPerSecond,
  available: BitsPerSecond,
  parties: readonly Party[],
  afterUrgent: boolean,
): BitsPerSecond {
  for (const party of parties) {
    let demand = 0;
    for (const flow of party.flows) {
      flow.demand = Math.min(flow.rateCap, flow.shareOfLink * capacity);
      demand += flow.demand;
    }
    party.demand = Math.min(demand, capLeft(party.group, afterUrgent));
  }
  const left = shareFairly(available, parties);
  for (const party of parties) shareFairly(party.rate, party.flows);
  return left;
}

function capLeft(group: FlowGroup | undefined, afterUrgent: boolean): BitsPerSecond {
  if (group === undefined) return Number.POSITIVE_INFINITY;
  return afterUrgent ? Math.max(0, group.cap - (group.urgent?.rate ?? 0)) : group.cap;
}

function takeOut<T>(items: T[], item: T): void {
  items.splice(items.indexOf(item), 1);
}
