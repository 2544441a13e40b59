import type { SessionEvent } from "../../model/session.js";
import type { CircuitBreakerSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import { type BreakerPass, CircuitBreaker } from "./circuit-breaker.js";

/** A pass, and the breaker that gave it. */
export interface Admission {
  readonly breaker: CircuitBreaker;
  readonly pass: BreakerPass;
}

/** A circuit breaker for each CDN, and a line of those who wait for what a probe brings. */
export class Breakers {
  private readonly settings: CircuitBreakerSettings;
  private readonly note: (event: SessionEvent) => void;
  private readonly byCdn = new Map<string | undefined, CircuitBreaker>();
  private line: (() => void)[] = [];

  constructor(settings: CircuitBreakerSettings, note: (event: SessionEvent) => void) {
    this.settings = settings;
    this.note = note;
  }

  /** @param cdn undefined where there are none: one breaker for all requests */
  admit(cdn: string | undefined, now: Seconds): Admission | undefined {
    const breaker = this.of(cdn);
    const pass = breaker.admit(now);
    return pass && { breaker, pass };
  }

  /** From when on one of these CDNs may be asked; Infinity while that depends on probes under way. */
  admitsFrom(cdns: readonly (string | undefined)[], now: Seconds): Seconds {
    return Math.min(...cdns.map((cdn) => this.of(cdn).admitsFrom(now)));
  }

  settle({ breaker, pass }: Admission, outcome: "done" | "failed" | "cancelled", now: Seconds): void {
    breaker.settle(pass, outcome, now);
    const woken = this.line;
    if (woken.length === 0) return;
    this.line = [];
    for (const wake of woken) wake();
  }

  /** Calls once, when the next request has ended. */
  whenSettled(wake: () => void): void {
    this.line.push(wake);
  }

  private of(cdn: string | undefined): CircuitBreaker {
    let breaker = this.byCdn.get(cdn);
    if (!breaker) {
      breaker = new CircuitBreaker(this.settings, (state, at) =>
        this.note({ at, kind: "circuit breaker", state }),
      );
      this.byCdn.set(cdn, breaker);
    }
    return breaker;
  }
}
