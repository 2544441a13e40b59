import type { Bits, BitsPerSecond, Seconds } from "../../units.js";
import { type Agenda, PRIORITY, type Ticket } from "../agenda.js";
import type { CapacityCursor } from "./capacity.js";
import { type Carrier, Flow, type FlowOptions } from "./flow.js";
import { allocate, type FlowGroup, Parties } from "./parties.js";
import { chooseShares, constantParts, type Shares } from "./shares.js";

/**
 * A fluid bottleneck that the flows in flight share max-min fairly. Nothing ticks: when the next flow ends, or is at
 * a point that somebody waits for, follows from the capacity in closed form, and that one event is on the agenda
 * until a flow joins or leaves or a cap changes. With one flow without caps it answers to the bit what
 * {@link CapacityCursor} answers.
 *
 * What has arrived is always worked out from the moment when the shares last changed, so that asking changes nothing.
 */
export class Link implements Carrier {
  /** How long the trace has stood still so far, in all. */
  held: Seconds = 0;
  private readonly capacity: CapacityCursor;
  private readonly agenda: Agenda;
  private readonly horizon: Seconds;
  private readonly parties = new Parties();
  private shares: Shares = constantParts;
  /** The flows' `received` is true of this moment. */
  private settledAt: Seconds = 0;
  private ticket: Ticket | undefined;
  private heldUntil: Seconds = Number.NEGATIVE_INFINITY;
  private readonly reaching = () => this.reach();

  /**
   * @param capacity on the agenda's clock; this link is the only one to {@link CapacityCursor.hold} it
   * @param horizon how far ahead it is of use to look: a flow of which nothing is due within it is not on the agenda,
   * and is looked at again when something changes
   */
  constructor(capacity: CapacityCursor, agenda: Agenda, horizon: Seconds) {
    this.capacity = capacity;
    this.agenda = agenda;
    this.horizon = horizon;
  }

  get flowCount(): number {
    return this.parties.flows.length;
  }

  join(options: FlowOptions): Flow {
    const flow = new Flow(options);
    this.settle();
    this.parties.add(flow);
    this.plan();
    return flow;
  }

  leave(flow: Flow): void {
    const { state } = flow;
    if (state === "arrived") return;
    flow.state = "left";
    if (state !== "sending") return;
    this.settle();
    this.parties.remove(flow);
    this.plan();
  }

  received(flow: Flow): Bits {
    if (flow.state !== "sending" || this.agenda.now <= this.settledAt) return flow.received;
    return this.shares.look(flow, this.capacity, this.parties, this.settledAt, this.agenda.now);
  }

  whenReceived(flow: Flow, bits: Bits, then: () => void): void {
    if (flow.state !== "sending") return;
    flow.milestone = { bits, then };
    this.plan();
  }

  /** Changes what the flows of a group may take together. @param cap Infinity: no cap */
  setCap(group: FlowGroup, cap: BitsPerSecond): void {
    if (cap === group.cap) return;
    this.settle();
    group.cap = cap;
    this.plan();
  }

  /** The present share of a flow, or of all flows of a group together. */
  rateOf(sharer: Flow | FlowGroup): BitsPerSecond {
    if (sharer instanceof Flow && sharer.state !== "sending") return 0;
    allocate(this.capacity.rateAt(this.agenda.now), this.parties);
    return sharer.rate;
  }

  /**
   * Stops the trace for a while that ends now: from now on, the link's capacity is what it was when the while began.
   * Of whiles that overlap, what they have in common counts once.
   */
  holdTrace(since: Seconds): void {
    const { now } = this.agenda;
    const from = Math.max(since, this.heldUntil);
    this.settle();
    this.capacity.hold(now - from, now);
    this.held += now - from;
    this.heldUntil = now;
    this.plan();
  }

  /** Brings `received` up to now, which is where the shares change. */
  private settle(): void {
    const { now } = this.agenda;
    const { flows } = this.parties;
    if (flows.length > 0 && now > this.settledAt)
      this.shares.carry(this.capacity, this.parties, this.settledAt, now);
    this.settledAt = now;
  }

  /** Puts what comes next on the agenda, in place of what was to come next before. */
  private plan(): void {
    const { agenda, parties } = this;
    agenda.cancel(this.ticket);
    this.ticket = undefined;
    if (parties.flows.length === 0) return;
    this.shares = chooseShares(parties);
    const due = this.shares.nextDue(this.capacity, parties, this.settledAt, agenda.now + this.horizon);
    if (due === Number.POSITIVE_INFINITY) return;
    // What somebody began to wait for only now may have been there for a while.
    this.ticket = agenda.at(Math.max(due, agenda.now), PRIORITY.arrival, this.reaching);
  }

  /** The flows that are due are at their targets, exactly: what rounding left of them has arrived too. */
  private reach(): void {
    this.ticket = undefined;
    const { flows } = this.parties;
    let next = flows[0]!;
    let alone = true;
    for (let i = 1; i < flows.length; i++) {
      const flow = flows[i]!;
      if (flow.due > next.due) continue;
      alone = flow.due < next.due;
      next = flow;
    }
    const { milestone } = next;
    if (!alone || (milestone && next.target === next.size)) this.reachAll(next.due);
    else if (milestone) {
      next.milestone = undefined;
      this.plan();
      milestone.then();
    } else {
      this.end(next);
      this.plan();
      tellArrival(next);
    }
  }

  /** Several flows are due, or two things of one. */
  private reachAll(due: number): void {
    const told: (() => void)[] = [];
    for (const flow of this.parties.flows.filter((each) => each.due === due)) {
      const { milestone, target, size } = flow;
      if (milestone && milestone.bits <= target) {
        flow.milestone = undefined;
        told.push(() => flow.state !== "left" && milestone.then());
      }
      if (target === size) {
        this.end(flow);
        told.push(() => tellArrival(flow));
      }
    }
    this.plan();
    this.tell(told);
  }

  private end(flow: Flow): void {
    // Of this flow all is known. If there is no other, nothing has to be worked out.
    if (this.parties.flows.length > 1) this.settle();
    else this.settledAt = this.agenda.now;
    flow.received = flow.size;
    flow.state = "arriving";
    this.parties.remove(flow);
  }

  /** One after the other, each as an event of its own: those who are told may do anything, and may throw. */
  private tell(told: readonly (() => void)[]): void {
    const { agenda } = this;
    for (let i = 1; i < told.length; i++) agenda.at(agenda.now, PRIORITY.arrival, told[i]!);
    told[0]?.();
  }
}

function tellArrival(flow: Flow): void {
  if (flow.state !== "arriving") return;
  flow.state = "arrived";
  flow.arrived();
}
