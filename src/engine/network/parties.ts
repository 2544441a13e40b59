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
export class Party implements Sharer {
  readonly flows: Flow[];
  readonly group: FlowGroup | undefined;
  demand: BitsPerSecond = 0;
  rate: BitsPerSecond = 0;

  constructor(first: Flow) {
    this.flows = [first];
    this.group = first.group;
  }
}

/** The flows on a link, and the parties that they form. */
export class Parties {
  /** In order of joining. */
  readonly flows: Flow[] = [];
  readonly urgent: Party[] = [];
  readonly ordinary: Party[] = [];
  /** How many flows are limited, or share a part with others. */
  private special = 0;

  /** Whether all get the same, at any capacity. */
  get alike(): boolean {
    return this.special === 0 && (this.urgent.length === 0 || this.ordinary.length === 0);
  }

  add(flow: Flow): void {
    const { group, urgent } = flow;
    let party = urgent ? group?.urgent : group?.ordinary;
    if (party) party.flows.push(flow);
    else {
      party = new Party(flow);
      (urgent ? this.urgent : this.ordinary).push(party);
      if (group) group[urgent ? "urgent" : "ordinary"] = party;
    }
    flow.party = party;
    this.flows.push(flow);
    if (isSpecial(flow)) this.special++;
  }

  remove(flow: Flow): void {
    const { group, urgent, party } = flow;
    if (party === undefined) return;
    takeOut(this.flows, flow);
    takeOut(party.flows, flow);
    flow.party = undefined;
    if (isSpecial(flow)) this.special--;
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

function isSpecial({ group, rateCap, shareOfLink }: Flow): boolean {
  return group !== undefined || rateCap < Number.POSITIVE_INFINITY || shareOfLink < 1;
}

/** The others stay in order. */
function takeOut<T>(items: T[], item: T): void {
  // The first is often the one, and `splice` makes an array of what it removes.
  const last = items.length - 1;
  for (let place = items.indexOf(item); place < last; place++) items[place] = items[place + 1]!;
  items.pop();
}
