import type { ConnectionSettings } from "../../model/settings/index.js";
import type { Bits, Seconds } from "../../units.js";
import { type Agenda, PRIORITY, type Ticket } from "../agenda.js";
import type { Carrier, Flow, FlowOptions } from "./flow.js";
import type { Link } from "./link.js";
import { mathisRate } from "./mathis.js";
import { FlowGroup } from "./parties.js";
import { SlowStart } from "./slow-start.js";

/** What connections to one host have in common. */
export interface ConnectionPath {
  readonly agenda: Agenda;
  readonly link: Link;
  readonly settings: ConnectionSettings;
  /** The share of the link's bits that TCP's own are; the rest is headers. */
  readonly payloadShare: number;
  /** At this moment. */
  readonly roundTrip: () => Seconds;
  /** The share of packets lost at this moment. */
  readonly loss: () => number;
  /** When the loss may be another; missing: never. */
  readonly lossChangesAt?: (() => Seconds) | undefined;
}

/** By how much a rate may miss its cap, and still be limited by it: rounding. */
const CAP_TOLERANCE = 1e-9;

/**
 * A TCP connection: what it carries counts as one at the link, and is sent no faster than its window and losses let
 * it. The window doubles after each round trip counted from when bits began to flow.
 */
export class Connection implements Carrier {
  /** When it was last given back, or opened. */
  idleSince: Seconds;
  private readonly path: ConnectionPath;
  private readonly group = new FlowGroup();
  private readonly slowStart: SlowStart | undefined;
  private flowing = 0;
  private round: Ticket | undefined;
  private otherLoss: Ticket | undefined;

  constructor(path: ConnectionPath) {
    const { slowStart, packetSize } = path.settings;
    this.path = path;
    this.idleSince = path.agenda.now;
    this.slowStart = slowStart && new SlowStart(slowStart, packetSize);
  }

  join(options: FlowOptions): Flow {
    if (this.flowing++ === 0) this.begin();
    const { size, urgent, shareOfLink, rateCap } = options;
    const arrived = () => {
      this.stopped();
      options.arrived();
    };
    return this.path.link.join({ size, urgent, shareOfLink, rateCap, group: this.group, arrived });
  }

  leave(flow: Flow): void {
    const underWay = flow.state === "sending" || flow.state === "arriving";
    this.path.link.leave(flow);
    if (underWay) this.stopped();
  }

  received(flow: Flow): Bits {
    return this.path.link.received(flow);
  }

  whenReceived(flow: Flow, bits: Bits, then: () => void): void {
    this.path.link.whenReceived(flow, bits, then);
  }

  private begin(): void {
    this.slowStart?.begin(this.path.agenda.now);
    this.beginRound();
    this.watchLoss();
  }

  /** Losses that change while something is sent change the cap. */
  private watchLoss(): void {
    const { agenda, lossChangesAt, roundTrip } = this.path;
    const at = lossChangesAt?.() ?? Number.POSITIVE_INFINITY;
    if (at === Number.POSITIVE_INFINITY) return;
    this.otherLoss = agenda.at(at, PRIORITY.arrival, () => {
      this.applyCaps(roundTrip());
      this.watchLoss();
    });
  }

  private beginRound(): void {
    const { agenda } = this.path;
    const roundTrip = this.path.roundTrip();
    this.applyCaps(roundTrip);
    this.round = undefined;
    if (this.slowStart?.growing && roundTrip > 0)
      this.round = agenda.at(agenda.now + roundTrip, PRIORITY.arrival, () => this.endRound(roundTrip));
  }

  private endRound(roundTrip: Seconds): void {
    const { link, payloadShare } = this.path;
    // If the last bit came this very instant, there is nothing to be learnt from the rate.
    if (this.slowStart && !this.group.isEmpty) {
      const rate = link.rateOf(this.group) * payloadShare;
      this.slowStart.endRound(rate >= this.slowStart.cap(roundTrip) * (1 - CAP_TOLERANCE));
    }
    this.beginRound();
  }

  private applyCaps(roundTrip: Seconds): void {
    const { link, loss, payloadShare, settings } = this.path;
    const window = this.slowStart?.cap(roundTrip) ?? Number.POSITIVE_INFINITY;
    const lossy = mathisRate(settings.packetSize, roundTrip, loss());
    link.setCap(this.group, Math.min(window, lossy) / payloadShare);
  }

  private stopped(): void {
    if (--this.flowing > 0) return;
    this.path.agenda.cancel(this.round);
    this.path.agenda.cancel(this.otherLoss);
    this.slowStart?.rest(this.path.agenda.now);
  }
}
