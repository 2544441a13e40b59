import { Agenda, PRIORITY } from "../../../src/engine/agenda.js";
import { CapacityCursor } from "../../../src/engine/network/capacity.js";
import type { RoutedExchange } from "../../../src/engine/network/collaborators.js";
import {
  type Exchange,
  type ExchangeSpec,
  failureText,
  type Route,
} from "../../../src/engine/network/exchange.js";
import { Link } from "../../../src/engine/network/link.js";
import { NetworkTransport, type TransportOptions } from "../../../src/engine/network/transport.js";
import type { ConnectionSettings, FaultKind, NetworkSettings } from "../../../src/model/settings/index.js";
import type { Trace } from "../../../src/model/trace.js";
import { FOREVER } from "./rig.js";

export interface TransportSetup {
  readonly trace: Trace;
  /** Paths of their own, by name. */
  readonly others?: Readonly<Record<string, Trace>>;
  readonly settings?: NetworkSettings;
  readonly route?: Partial<RoutedExchange>;
  readonly fault?: { readonly what: FaultKind; readonly rateShare?: number };
  readonly horizon?: number;
}

/** A transport on an agenda of its own, and a log of all that it tells. */
export function transportOver(setup: TransportSetup) {
  const { trace, others = {}, settings = {}, route, fault, horizon = FOREVER } = setup;
  const agenda = new Agenda();
  const linkFor = (over: Trace) => {
    const capacity = new CapacityCursor(over, 0);
    return { capacity, link: new Link(capacity, agenda, horizon) };
  };
  const usual = linkFor(trace);
  const named = new Map(Object.entries(others).map(([name, over]) => [name, linkFor(over)]));
  const log: string[] = [];
  const note = (what: string) => log.push(`${what} @${round(agenda.now)}`);
  const options: TransportOptions = {
    agenda,
    settings,
    horizon,
    links: { linkOf: (name) => (name === undefined ? usual : named.get(name)!) },
    routing: route && {
      route: () => ({
        host: "cdn",
        extraLatency: 0,
        finished: (outcome, now) => log.push(`${outcome} for the router @${round(now)}`),
        ...route,
      }),
    },
    faults: fault && { strike: () => fault },
  };
  const transport = new NetworkTransport(options);
  const send = (name: string, spec: Partial<ExchangeSpec>, wish?: Route): Exchange =>
    transport.send(
      { kind: "video", size: 10, resource: name, ...spec },
      {
        firstByte: () => note(`${name} first byte`),
        piece: (index) => note(`${name} piece ${index}`),
        done: () => note(`${name} done`),
        failed: (failure) => note(`${name} failed: ${failureText(failure)}`),
      },
      wish,
    );
  const at = (time: number, action: () => void) => agenda.at(time, PRIORITY.request, action);
  return { agenda, at, log, note, send, link: usual.link };
}

/** To where hand-computed times and those that were added up agree. */
export const round = (time: number): number => Number(time.toPrecision(9));

/** Connections of the plainest kind: to be had at once, without headers. */
export const bareConnection: ConnectionSettings = {
  protocol: "http/1.1",
  maxConnections: 6,
  handshakeRoundTrips: 0,
  keepAlive: 60,
  headerSize: 0,
  packetSize: 1460 * 8,
};
