import type { SessionEvent } from "../../model/session.js";
import type { RequestSettings } from "../../model/settings/index.js";
import type { RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";
import type { Agenda } from "../agenda.js";
import { Breakers } from "./breakers.js";
import type { ExchangeSpec, Route, Transport } from "./exchange.js";
import type { CdnGuide, Fetch, FetchListener, FetchOptions } from "./fetch.js";
import { FetchCourse } from "./fetch-course.js";
import { wholeTimeout } from "./timeouts.js";

export type { AttemptRecord, CdnGuide, Fetch, FetchListener, FetchOptions } from "./fetch.js";

export interface FetcherOptions {
  /** Must tell its listeners nothing before `send` has returned. */
  readonly transport: Transport;
  readonly agenda: Agenda;
  /** Undefined: one attempt, which takes as long as it takes. */
  readonly settings: RequestSettings | undefined;
  /** For jitter. */
  readonly random: RandomStream;
  /** The class of the device's connection, by which timeouts may go. */
  readonly connectionClass?: string | undefined;
  /** The protocol that connections use, if they use one: what "switch protocol" switches from. */
  readonly protocol?: Route["protocol"] | undefined;
  /** Missing: one origin. */
  readonly delivery?: CdnGuide | undefined;
  /** Told of each attempt as it is sent, 0 being a fetch's first. */
  readonly onAttempt?: ((spec: ExchangeSpec, attempt: number, now: Seconds) => void) | undefined;
  /** Into the log; times are the agenda's. */
  readonly note: (event: SessionEvent) => void;
}

/** What the fetches of one fetcher share. */
export interface FetchTools extends FetcherOptions {
  readonly breakers: Breakers | undefined;
  /** In all, from the request. */
  readonly timeout: Seconds | undefined;
}

/**
 * Fetches, and does about slow and failed requests what the settings say: timeouts, retries with backoff, a circuit
 * breaker for each CDN, other CDNs, and the network's steps of the fallback chain. Without settings it hands requests
 * through, and adds no event of its own.
 */
export class Fetcher {
  private readonly tools: FetchTools;

  constructor(options: FetcherOptions) {
    const { settings, connectionClass, note } = options;
    this.tools = {
      ...options,
      breakers: settings?.circuitBreaker && new Breakers(settings.circuitBreaker, note),
      timeout: settings && wholeTimeout(settings, connectionClass),
    };
  }

  fetch(spec: ExchangeSpec, listener: FetchListener, options?: FetchOptions): Fetch {
    const course = new FetchCourse(this.tools, spec, listener, options?.fallback);
    course.start();
    return course;
  }

  /**
   * From when on the circuit breakers let a request through: one that is fetched before is refused. Now, too, while
   * they wait for what a probe brings, because a request then waits with them.
   */
  readyFrom(now: Seconds): Seconds {
    const { breakers, delivery } = this.tools;
    if (!breakers) return now;
    const choice = delivery?.choice(now);
    const others = choice === undefined ? [] : (delivery?.others([choice], now) ?? []);
    const from = breakers.admitsFrom([choice, ...others], now);
    return from === Number.POSITIVE_INFINITY ? now : from;
  }
}
