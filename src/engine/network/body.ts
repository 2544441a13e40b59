import type { Bits } from "../../units.js";
import { type Agenda, PRIORITY, type Ticket } from "../agenda.js";
import type { Piece } from "./exchange.js";
import type { Carrier, Flow, FlowLimits } from "./flow.js";

/** An answer to be sent. Sizes are payload, but for the headers. */
export interface BodyOptions {
  readonly agenda: Agenda;
  readonly size: Bits;
  /** Missing: it is all there from the start. */
  readonly pieces: readonly Piece[] | undefined;
  /** Response headers, which come before the payload. */
  readonly headerSize: Bits;
  /** The answer stops, without a sign, when so much of its payload has come. Missing: all of it comes. */
  readonly stopsAt: Bits | undefined;
  /** The share of the link's bits that payload and headers are, over 0 and at most 1. */
  readonly payloadShare: number;
  readonly limits: FlowLimits;
  /** Told of each piece, where there are pieces. */
  readonly piece: (index: number) => void;
  /** Told once, when all of it has come. */
  readonly done: () => void;
}

/** An answer on its way: one flow, or one for each piece, the next when the one before has come and it is there. */
export class Body {
  private readonly options: BodyOptions;
  private carrier: Carrier | undefined;
  private flow: Flow | undefined;
  private next = 0;
  /** Payload that came with flows that have ended. */
  private arrived: Bits = 0;
  /** Bits of the flow under way that are headers, and payload that it brings. */
  private flowHeader: Bits = 0;
  private flowPayload: Bits = 0;
  /** What somebody has been told is there: rounding does not take it away again. */
  private told: Bits = 0;
  private awaited: { readonly payload: Bits; readonly then: () => void } | undefined;
  private stopped = false;
  /** Of the next piece. */
  private pieceTicket: Ticket | undefined;
  private awaitedTicket: Ticket | undefined;

  constructor(options: BodyOptions) {
    this.options = options;
  }

  /** Sends the headers and what is there of the body. The first piece has to be there. */
  start(carrier: Carrier): void {
    this.carrier = carrier;
    this.sendNext();
  }

  /** Nothing more is sent, or told. */
  stop(): void {
    const { agenda } = this.options;
    this.stopped = true;
    agenda.cancel(this.pieceTicket);
    agenda.cancel(this.awaitedTicket);
    this.awaited = undefined;
    if (!this.flow) return;
    this.arrived = this.received();
    this.carrier?.leave(this.flow);
    this.flow = undefined;
  }

  /** Payload that has come by now. */
  received(): Bits {
    if (!this.flow || !this.carrier) return this.arrived;
    const payload = (this.carrier.received(this.flow) - this.flowHeader) * this.options.payloadShare;
    const here = Math.max(0, Math.min(payload, this.flowPayload));
    return Math.max(this.told, this.arrived + here);
  }

  /** Calls once when so much payload has come; a later call replaces it. */
  whenReceived(payload: Bits, then: () => void): void {
    this.options.agenda.cancel(this.awaitedTicket);
    this.awaited = { payload, then };
    this.watch();
  }

  private sendNext(): void {
    const { headerSize, limits, payloadShare, stopsAt = Number.POSITIVE_INFINITY } = this.options;
    if (this.arrived >= stopsAt) return;
    const header = this.next === 0 ? headerSize : 0;
    const payload = Math.min(this.pieceSize(this.next), stopsAt - this.arrived);
    this.flowHeader = header / payloadShare;
    this.flowPayload = payload;
    const size = (header + payload) / payloadShare;
    const { urgent, shareOfLink, rateCap } = limits;
    const arrived = () => this.flowArrived();
    this.flow = this.carrier!.join({ size, urgent, shareOfLink, rateCap, arrived });
    this.watch();
  }

  /** What is there as a whole is one piece. */
  private pieceSize(index: number): Bits {
    const { pieces, size } = this.options;
    return pieces ? pieces[index]!.size : size;
  }

  private flowArrived(): void {
    const { agenda, pieces, piece, done } = this.options;
    const index = this.next++;
    const complete = this.flowPayload === this.pieceSize(index);
    this.flow = undefined;
    this.arrived += this.flowPayload;
    if (!complete) return;
    const following = pieces?.[this.next];
    if (following && following.availableAt > agenda.now)
      this.pieceTicket = agenda.at(following.availableAt, PRIORITY.firstByte, () => this.sendNext());
    else if (following) this.sendNext();
    if (pieces) piece(index);
    if (!following && !this.stopped) done();
  }

  /** Waits for what is awaited, if it is with this flow or before it. */
  private watch(): void {
    const { agenda, payloadShare } = this.options;
    if (!this.awaited) return;
    const { payload } = this.awaited;
    const within = payload - this.arrived;
    if (within <= 0) this.awaitedTicket = agenda.at(agenda.now, PRIORITY.arrival, () => this.tell(payload));
    else if (this.flow && within <= this.flowPayload) {
      const bits = Math.min(this.flow.size, this.flowHeader + within / payloadShare);
      this.carrier!.whenReceived(this.flow, bits, () => this.tell(payload));
    }
  }

  /** @param payload what has come; nothing is told if something else is awaited by now */
  private tell(payload: Bits): void {
    if (this.awaited?.payload !== payload) return;
    const { then } = this.awaited;
    this.awaited = undefined;
    this.told = Math.max(this.told, payload);
    then();
  }
}
