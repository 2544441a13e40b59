import type { ConnectionSettings, NetworkSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import type { Agenda } from "../agenda.js";
import type { CapacityCursor } from "./capacity.js";
import type { Faults, Links, RoutedExchange, Routing } from "./collaborators.js";
import type { ConnectionPath } from "./connection.js";
import { type ConnectionPool, createConnectionPool } from "./connection-pool.js";
import type { Exchange, ExchangeListener, ExchangeSpec, Route, Transport } from "./exchange.js";
import { type AnswerParts, TransportExchange } from "./transport-exchange.js";
import { pathRoundTrip } from "./transport-latency.js";

export interface TransportOptions {
  readonly agenda: Agenda;
  readonly links: Links;
  readonly settings: NetworkSettings;
  /** How far ahead it is of use to look for a first bit. */
  readonly horizon: Seconds;
  /** Missing: one host, over the session's link. */
  readonly routing?: Routing | undefined;
  /** Missing: nothing goes wrong. */
  readonly faults?: Faults | undefined;
}

const ONE_HOST: RoutedExchange = { host: "", extraLatency: 0, finished: () => {} };

/**
 * One client's way of sending requests. Its connections are its own; the links may be shared with other clients.
 * Times that it hands to its collaborators are the agenda's.
 */
export class NetworkTransport implements Transport {
  private readonly options: TransportOptions;
  private readonly pools = new Map<string, ConnectionPool>();

  constructor(options: TransportOptions) {
    this.options = options;
  }

  send(spec: ExchangeSpec, listener: ExchangeListener, wish?: Route): Exchange {
    const { agenda, faults, horizon, links, routing, settings } = this.options;
    const { now } = agenda;
    const route = routing?.route(spec, wish, now) ?? ONE_HOST;
    const fault = route.local ? undefined : faults?.strike(spec, route.cdn, now);
    const answer: AnswerParts = { agenda, fault, horizon, listener, route, settings, spec };
    if (route.local) return new TransportExchange(answer, { by: "local cache" });
    const { link, capacity } = links.linkOf(route.link);
    return new TransportExchange(answer, { by: "network", link, capacity, pool: this.poolOf(route, wish) });
  }

  /** Undefined if requests are their latency and their bits, and no more. */
  private poolOf(route: RoutedExchange, wish: Route | undefined): ConnectionPool | undefined {
    const { agenda, links, settings } = this.options;
    const { connection, payloadShare = 1 } = settings;
    if (connection === undefined) return undefined;
    const protocol = wish?.protocol ?? connection.protocol;
    const key = `${protocol} ${route.host} over ${route.link ?? ""}`;
    let pool = this.pools.get(key);
    if (pool === undefined) {
      const { link, capacity } = links.linkOf(route.link);
      const pathLatency = route.pathLatency ?? route.extraLatency;
      const roundTrip = () => pathRoundTrip(settings, capacity, agenda.now) + pathLatency;
      pool = createConnectionPool(protocol, {
        agenda,
        link,
        settings: connection,
        payloadShare,
        roundTrip,
        ...lossOf(connection, capacity, agenda),
      });
      this.pools.set(key, pool);
    }
    return pool;
  }
}

/** The losses of a path: one for all times, or the trace's own. */
function lossOf(
  { loss = 0 }: ConnectionSettings,
  capacity: CapacityCursor,
  agenda: Agenda,
): Pick<ConnectionPath, "loss" | "lossChangesAt"> {
  if (loss !== "trace") return { loss: () => loss };
  return {
    loss: () => capacity.lossAt(agenda.now),
    lossChangesAt: () => capacity.lossChangeAfter(agenda.now),
  };
}
