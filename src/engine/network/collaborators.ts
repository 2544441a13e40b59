import type { FaultKind } from "../../model/settings/index.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import type { CapacityCursor } from "./capacity.js";
import type { ExchangeSpec, Route } from "./exchange.js";
import type { Link } from "./link.js";

/** The paths that answers come by. */
export interface Links {
  /**
   * @param name of a trace of its own, as {@link RoutedExchange.link} says it; missing: the session's own link
   * @returns a link, and the capacity that it shares out
   */
  linkOf(name?: string): { readonly link: Link; readonly capacity: CapacityCursor };
}

/** Decides who answers a request: CDNs and caches. */
export interface Routing {
  route(spec: ExchangeSpec, wish: Route | undefined, now: Seconds): RoutedExchange;
}

/** How one attempt is answered. */
export interface RoutedExchange {
  /** Connections are opened to this host. */
  readonly host: string;
  readonly cdn?: string;
  readonly tier?: string;
  /** The name of a trace that is this path's own; missing: the session's link. */
  readonly link?: string;
  /** Added to the time from the request to the first bit. */
  readonly extraLatency: Seconds;
  /**
   * The part of {@link extraLatency} that every round trip to the host takes, handshakes included, and not this answer
   * alone. Missing: all of it.
   */
  readonly pathLatency?: Seconds;
  /** The most that the answer is sent at. */
  readonly rateCap?: BitsPerSecond;
  /** The most of the link's capacity that the answer may take, over 0. */
  readonly shareOfLink?: number;
  /** Answered by the browser's own cache: takes {@link extraLatency}, and no link. */
  readonly local?: boolean;
  /** Is told once how it ended. */
  finished(outcome: "done" | "failed" | "cancelled", now: Seconds): void;
}

/** Decides which requests something goes wrong with. */
export interface Faults {
  strike(
    spec: ExchangeSpec,
    cdn: string | undefined,
    now: Seconds,
  ): { readonly what: FaultKind; readonly rateShare?: number } | undefined;
}
