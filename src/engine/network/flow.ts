import type { Bits, BitsPerSecond } from "../../units.js";
import type { FlowGroup, Party } from "./parties.js";
import type { Sharer } from "./sharing.js";

/** Bits that are to be sent over a link. */
export interface FlowOptions {
  /** 0 or more. */
  readonly size: Bits;
  /** Served strictly before flows that are not. */
  readonly urgent?: boolean | undefined;
  /** The most of the link's capacity that it takes, over 0. Missing, and from 1 on: no limit. */
  readonly shareOfLink?: number | undefined;
  /** The most that it is sent at. Missing: no limit. */
  readonly rateCap?: BitsPerSecond | undefined;
  /** Flows that share one part of the link among themselves. Missing: it has a part of its own. */
  readonly group?: FlowGroup | undefined;
  /** Called once when the last bit has arrived, unless the flow left before. */
  readonly arrived: () => void;
}

/** What limits a flow, and what it passes: all of its options that do not come from what is sent. */
export type FlowLimits = Pick<FlowOptions, "urgent" | "shareOfLink" | "rateCap">;

/** What flows can be sent by: a link, or a connection over it. */
export interface Carrier {
  /** Starts sending now. */
  join(options: FlowOptions): Flow;
  /** Stops sending before the end; what had arrived by then can still be asked for. */
  leave(flow: Flow): void;
  /** Bits that have arrived by now. */
  received(flow: Flow): Bits;
  /**
   * Calls once when so many bits of it have arrived, before {@link FlowOptions.arrived} if that is all of them, and
   * never if it is more. One call at a time is waited for: a later one replaces it.
   */
  whenReceived(flow: Flow, bits: Bits, then: () => void): void;
}

/** A flow on its way. What it consists of is the carrier's business: others hold on to it and hand it back. */
export class Flow implements Sharer {
  readonly size: Bits;
  readonly urgent: boolean;
  readonly shareOfLink: number;
  readonly rateCap: BitsPerSecond;
  readonly group: FlowGroup | undefined;
  readonly arrived: () => void;
  /** "arriving": all of it is there, and whoever waits for it is about to be told. */
  state: "sending" | "arriving" | "arrived" | "left" = "sending";
  /** Bits that had arrived when the link's shares last changed. */
  received: Bits = 0;
  milestone: { readonly bits: Bits; readonly then: () => void } | undefined = undefined;
  party: Party | undefined = undefined;

  // Figures that the link works out, and that hold only while it does.
  demand: BitsPerSecond = 0;
  rate: BitsPerSecond = 0;
  /** Bits that the whole link carries while it carries one of this flow. */
  linkBits = 1;
  /** Bits since the shares last changed. */
  moved: Bits = 0;
  /** Which flow is next at its target: the one with the least. Comparable between flows of one link at one time. */
  due = 0;

  constructor(options: FlowOptions) {
    this.size = options.size;
    this.urgent = options.urgent ?? false;
    // A share of 1 is no limit, as none gets more than all there is.
    this.shareOfLink = options.shareOfLink ?? 1;
    this.rateCap = options.rateCap ?? Number.POSITIVE_INFINITY;
    this.group = options.group;
    this.arrived = options.arrived;
  }

  /** How many bits are to have arrived when something is to be done about it next. */
  get target(): Bits {
    return this.milestone === undefined ? this.size : Math.min(this.size, this.milestone.bits);
  }
}
