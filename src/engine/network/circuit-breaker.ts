import type { CircuitBreakerSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";

export type BreakerState = "closed" | "open" | "half open";

/** The right to send one request. What comes of it is told to {@link CircuitBreaker.settle}. */
export interface BreakerPass {
  /** Results of requests that were let through before the last change of state say nothing about the state now. */
  readonly period: number;
}

/**
 * A circuit breaker (document 000, "Network Resilience Patterns"): closed until `failures` requests in a row have
 * failed; then open for `resetAfter`, letting nothing through; then half open, letting one request through at a time
 * (ours: the document's lets all through); closed again after `successes` of these, open again after one failure.
 *
 * Unlike in the document, where a request counts once with all its retries, each attempt counts: attempts of one
 * request may go to different CDNs, and each CDN has a breaker of its own.
 */
export class CircuitBreaker {
  private readonly settings: CircuitBreakerSettings;
  private readonly changed: ((state: BreakerState, now: Seconds) => void) | undefined;
  private state: BreakerState = "closed";
  private period = 0;
  private failuresInRow = 0;
  private successes = 0;
  private halfOpenAt: Seconds = 0;
  private probing = false;

  /** @param changed is told of each change of state, of "half open" when the first request is let through */
  constructor(settings: CircuitBreakerSettings, changed?: (state: BreakerState, now: Seconds) => void) {
    this.settings = settings;
    this.changed = changed;
  }

  stateAt(now: Seconds): BreakerState {
    return this.state === "open" && now >= this.halfOpenAt ? "half open" : this.state;
  }

  /** From when on a request may pass: now, or when it will be half open, or Infinity while a probe is under way. */
  admitsFrom(now: Seconds): Seconds {
    if (this.state === "open") return Math.max(now, this.halfOpenAt);
    return this.state === "half open" && this.probing ? Number.POSITIVE_INFINITY : now;
  }

  /** Lets a request through; undefined if it must not be sent. */
  admit(now: Seconds): BreakerPass | undefined {
    if (this.admitsFrom(now) > now) return undefined;
    if (this.state === "open") {
      this.successes = 0;
      this.change("half open", now);
    }
    this.probing = this.state === "half open";
    return { period: this.period };
  }

  /** What came of a request that was let through; "cancelled" says nothing about the server. */
  settle(pass: BreakerPass, outcome: "done" | "failed" | "cancelled", now: Seconds): void {
    if (pass.period !== this.period) return;
    this.probing = false;
    if (outcome === "failed") this.fail(now);
    else if (outcome === "done") this.succeed(now);
  }

  private fail(now: Seconds): void {
    this.failuresInRow++;
    if (this.state === "closed" && this.failuresInRow < this.settings.failures) return;
    this.halfOpenAt = now + this.settings.resetAfter;
    this.change("open", now);
  }

  private succeed(now: Seconds): void {
    this.failuresInRow = 0;
    if (this.state === "half open" && ++this.successes >= this.settings.successes) this.change("closed", now);
  }

  private change(state: BreakerState, now: Seconds): void {
    this.state = state;
    this.period++;
    this.changed?.(state, now);
  }
}
