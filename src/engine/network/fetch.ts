import type { Bits, BitsPerSecond, Seconds } from "../../units.js";
import type { AnsweredBy, ExchangeSpec, Failure } from "./exchange.js";
import type { FallbackChain } from "./fallback.js";

/** One attempt at a fetch, after its end. Times are the agenda's. */
export interface AttemptRecord {
  /** 0 for the first. */
  readonly attempt: number;
  readonly sentAt: Seconds;
  /** Undefined if no bit arrived. */
  readonly firstByte: Seconds | undefined;
  readonly endedAt: Seconds;
  /** Payload. */
  readonly received: Bits;
  readonly answeredBy: AnsweredBy;
  /** Seconds in which nothing of it was asked for, of what is fetched in parts. */
  readonly rested?: Seconds;
}

/**
 * Who is told of a fetch. Nothing is told before `fetch` has returned. Each attempt ends in one `done` or one
 * `attemptFailed`; each fetch in one `done` or one `exhausted`, unless it is cancelled.
 */
export interface FetchListener {
  /** The first bit of an attempt has arrived. @param now on the agenda's clock */
  firstByte(now: Seconds): void;
  /** A piece of the body has arrived; after a failed attempt they begin anew. */
  piece?(index: number): void;
  done(attempt: AttemptRecord): void;
  /** What this attempt had brought is lost. Others may follow. */
  attemptFailed(attempt: AttemptRecord, failure: Failure): void;
  /** No attempt will follow: this was the last one's failure. */
  exhausted(failure: Failure): void;
}

/** A fetch under way: one attempt after the other until one succeeds. */
export interface Fetch {
  /** When the last attempt was sent, or when the fetch began if none was yet. */
  readonly sentAt: Seconds;
  /** When the last attempt's first bit came; undefined if none did. */
  readonly firstByteAt: Seconds | undefined;
  /** Payload of the attempt under way that has arrived by now; 0 between attempts. */
  received(): Bits;
  /** Calls once, when an attempt has brought so much payload; a second call takes the place of the first. */
  whenReceived(payload: Bits, then: () => void): void;
  /** Nobody wants it any more. @returns the attempt that was cut short, if one was under way */
  cancel(): AttemptRecord | undefined;
}

export interface FetchOptions {
  /** What to try when attempts are used up; the fetcher takes the network's steps from it. */
  readonly fallback?: FallbackChain;
}

/** What a fetcher asks and tells of CDNs and caches, where there is a choice. */
export interface CdnGuide {
  /** The CDN that a request would be sent to now; undefined if there are none. */
  choice(now: Seconds): string | undefined;
  /** Other CDNs that are healthy, the best first. */
  others(than: readonly string[], now: Seconds): readonly string[];
  /** Whether the viewer's own cache would answer. Looking changes nothing. */
  local(spec: ExchangeSpec, now: Seconds): boolean;
  /** What an answer showed. @param throughput undefined if it came all at once */
  measured(cdn: string, spec: ExchangeSpec, latency: Seconds, throughput: BitsPerSecond | undefined): void;
  /** A request was given up as too slow: a failure that the one who sent it knows of, and the transport does not. */
  timedOut(cdn: string, now: Seconds): void;
  /** The client turns away from a CDN, which from now on counts as unhealthy. */
  giveUp(cdn: string, now: Seconds): void;
}
