import type { NetworkSettings } from "../../model/settings/index.js";
import type { Bits, Seconds } from "../../units.js";
import { type Agenda, PRIORITY, type Ticket } from "../agenda.js";
import { Body } from "./body.js";
import type { CapacityCursor } from "./capacity.js";
import type { Faults, RoutedExchange } from "./collaborators.js";
import type { ConnectionClaim, ConnectionPool } from "./connection-pool.js";
import type { AnsweredBy, Exchange, ExchangeListener, ExchangeSpec, Failure } from "./exchange.js";
import { SLOW_RATE_SHARE } from "./faults.js";
import type { Carrier, FlowLimits } from "./flow.js";
import type { Link } from "./link.js";
import { LocalCache } from "./local-cache.js";
import { pathLatencyEnd, pathRoundTrip } from "./transport-latency.js";

type Strike = ReturnType<Faults["strike"]>;

/** What is asked for, by whom, and how it is answered. */
export interface AnswerParts {
  readonly agenda: Agenda;
  readonly horizon: Seconds;
  readonly listener: ExchangeListener;
  readonly route: RoutedExchange;
  readonly settings: NetworkSettings;
  readonly spec: ExchangeSpec;
  readonly fault: Strike;
}

/** Where the answer comes from. A network without a pool knows no connections. */
export type AnswerSource =
  | { readonly by: "local cache" }
  | {
      readonly by: "network";
      readonly link: Link;
      readonly capacity: CapacityCursor;
      readonly pool: ConnectionPool | undefined;
    };

type Network = Extract<AnswerSource, { by: "network" }>;

/** What has come when something has. */
const FIRST_BITS: Bits = 1;

/** Of the payload, how much comes of an answer that stops halfway. */
const HALF = 0.5;

/**
 * One attempt, step by step: a connection if there are such, the wait for the first bit, the body. A fault changes
 * one of the steps:
 *
 * - "refused": no connection comes about, which is known after a round trip;
 * - "reset", a status: what comes in place of the first bit;
 * - "no answer": the wait has no end, and "stops halfway": the body has none; whoever asked has to give up;
 * - "slow": the body takes but a share of the link.
 */
export class TransportExchange implements Exchange {
  readonly spec: ExchangeSpec;
  readonly answeredBy: AnsweredBy;
  private readonly parts: AnswerParts;
  private readonly body: Body;
  private ended = false;
  private ticket: Ticket | undefined;
  /** How to give back the connection. */
  private release: ((cut: boolean) => void) | undefined;

  constructor(parts: AnswerParts, source: AnswerSource) {
    const { route, spec } = parts;
    this.parts = parts;
    this.spec = spec;
    this.answeredBy = answererOf(route);
    this.body = this.bodyFrom(source);
    if (source.by === "local cache") this.askLocalCache();
    else if (parts.fault?.what === "refused") this.beRefused(source);
    else if (source.pool) this.askForConnection(source, source.pool);
    else this.request(source, source.link);
  }

  received(): Bits {
    return this.body.received();
  }

  whenReceived(payload: Bits, then: () => void): void {
    if (!this.ended) this.body.whenReceived(payload, then);
  }

  cancel(): void {
    if (this.ended) return;
    this.end("cancelled");
  }

  private askLocalCache(): void {
    const { agenda, route } = this.parts;
    this.awaitFirstByte(agenda.now + route.extraLatency, () => this.answer(new LocalCache(agenda)));
  }

  private beRefused({ capacity }: Network): void {
    const { agenda, route, settings } = this.parts;
    const roundTrip = pathRoundTrip(settings, capacity, agenda.now);
    const known = agenda.now + roundTrip + (route.pathLatency ?? route.extraLatency);
    this.ticket = agenda.at(known, PRIORITY.firstByte, () => this.fail({ kind: "refused" }));
  }

  private askForConnection(network: Network, pool: ConnectionPool): void {
    const claim: ConnectionClaim = {
      urgent: this.spec.urgent ?? false,
      connection: undefined,
      ready: (connection) => this.request(network, connection),
    };
    this.release = (cut) => pool.giveBack(claim, cut);
    pool.ask(claim);
  }

  /** The request goes out. */
  private request(network: Network, carrier: Carrier): void {
    const { agenda, fault, horizon, route, settings } = this.parts;
    const { latencyAdvancesTrace = true, serverDelay = 0 } = settings;
    const sentAt = agenda.now;
    if (fault?.what === "no answer") return;
    const arrival = pathLatencyEnd(settings, network.capacity, sentAt, horizon);
    this.awaitFirstByte(arrival + serverDelay + route.extraLatency, () => {
      if (typeof fault?.what === "number") this.fail({ kind: "status", status: fault.what });
      else if (fault?.what === "reset") this.fail({ kind: "reset" });
      else {
        if (!latencyAdvancesTrace) network.link.holdTrace(sentAt);
        this.answer(carrier, network.capacity);
      }
    });
  }

  private awaitFirstByte(time: Seconds, then: () => void): void {
    const available = this.spec.pieces?.[0]?.availableAt ?? Number.NEGATIVE_INFINITY;
    this.ticket = this.parts.agenda.at(Math.max(time, available), PRIORITY.firstByte, then);
  }

  /** The link begins with the answer. @param capacity of the link that may carry nothing yet */
  private answer(carrier: Carrier, capacity?: CapacityCursor): void {
    const { agenda, horizon, listener, settings } = this.parts;
    this.body.start(carrier);
    const { now } = agenda;
    const comesAt =
      capacity && settings.firstByte === "with first bits" && capacity.rateAt(now) === 0
        ? capacity.deliveryEnd(now, FIRST_BITS, now + horizon)
        : now;
    if (comesAt <= now) listener.firstByte();
    else if (comesAt < Number.POSITIVE_INFINITY)
      this.ticket = agenda.at(comesAt, PRIORITY.firstByte, () => listener.firstByte());
  }

  private bodyFrom(source: AnswerSource): Body {
    const { agenda, fault, listener, settings, spec } = this.parts;
    const { connection, payloadShare = 1 } = settings;
    const overNetwork = source.by === "network";
    return new Body({
      agenda,
      size: spec.size,
      pieces: spec.pieces,
      headerSize: overNetwork && connection ? connection.headerSize : 0,
      payloadShare: overNetwork ? payloadShare : 1,
      stopsAt: fault?.what === "stops halfway" ? HALF * spec.size : undefined,
      limits: overNetwork ? this.limits() : UNLIMITED,
      piece: (index) => listener.piece?.(index),
      done: () => {
        this.end("done");
        listener.done();
      },
    });
  }

  private limits(): FlowLimits {
    const { fault, route, spec } = this.parts;
    if (fault === undefined && !spec.urgent && route.shareOfLink === undefined && route.rateCap === undefined)
      return UNLIMITED;
    const slow = fault?.what === "slow" ? (fault.rateShare ?? SLOW_RATE_SHARE) : 1;
    return {
      urgent: spec.urgent,
      shareOfLink: Math.min(1, route.shareOfLink ?? 1) * slow,
      rateCap: route.rateCap,
    };
  }

  private fail(failure: Failure): void {
    this.end("failed", failure.kind === "reset");
    this.parts.listener.failed(failure);
  }

  private end(outcome: "done" | "failed" | "cancelled", cut = outcome === "cancelled"): void {
    const { agenda, route } = this.parts;
    this.ended = true;
    agenda.cancel(this.ticket);
    this.body.stop();
    this.release?.(cut);
    route.finished(outcome, agenda.now);
  }
}

const UNLIMITED: FlowLimits = { urgent: undefined, shareOfLink: undefined, rateCap: undefined };
const NOBODY_NAMED: AnsweredBy = {};

function answererOf({ cdn, tier }: RoutedExchange): AnsweredBy {
  if (cdn === undefined && tier === undefined) return NOBODY_NAMED;
  return { ...(cdn !== undefined && { cdn }), ...(tier !== undefined && { tier }) };
}
