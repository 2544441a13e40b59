import type { RetrySettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import type { Admission } from "./breakers.js";
import type { ExchangeSpec, Failure, Route } from "./exchange.js";
import { type FallbackChain, isNetworkStep, type NetworkStep } from "./fallback.js";
import type { FetchTools } from "./fetcher.js";
import { isRetried, isStatus, RANGE_NOT_SATISFIABLE, retryDelay, SERVICE_UNAVAILABLE } from "./retry.js";

/**
 * What one fetch does next: when and how the next attempt is made after a failure. A round of attempts goes to the end
 * of the retries; then the fallback chain begins another, or there is nothing more to do.
 */
export class FetchPlan {
  private readonly tools: FetchTools;
  private readonly spec: ExchangeSpec;
  private readonly chain: FallbackChain | undefined;
  /** How attempts are to be made from now on. */
  private wish: Route | undefined;
  /** Used up in this round. */
  private retries = 0;
  private rangeDropped = false;
  /** CDNs that answered 503. */
  private overloaded: readonly string[] = [];
  /** CDNs that "other cdn" has left behind. */
  private left: readonly string[] = [];

  constructor(tools: FetchTools, spec: ExchangeSpec, chain: FallbackChain | undefined) {
    this.tools = tools;
    this.spec = spec;
    this.chain = chain;
  }

  get route(): Route | undefined {
    return this.wish;
  }

  /**
   * Finds a circuit breaker that lets an attempt through: that of the CDN which is preferred, or of another that is
   * healthy. Undefined if none does.
   */
  admit(now: Seconds): { readonly admission: Admission; readonly route: Route | undefined } | undefined {
    const breakers = this.tools.breakers!;
    const preferred = this.preferred(now);
    const admission = breakers.admit(preferred, now);
    if (admission) return { admission, route: this.wish };
    for (const cdn of this.othersThan(preferred, now)) {
      const other = breakers.admit(cdn, now);
      if (other) return { admission: other, route: { ...this.wish, cdn } };
    }
    return undefined;
  }

  /** From when on {@link admit} may find one; Infinity while that depends on requests under way. */
  admitsFrom(now: Seconds): Seconds {
    const { breakers } = this.tools;
    if (!breakers) return now;
    const preferred = this.preferred(now);
    return breakers.admitsFrom([preferred, ...this.othersThan(preferred, now)], now);
  }

  /**
   * When the next attempt is due; undefined if there is none.
   *
   * @param cdn the one that failed, where there are several
   */
  after(failure: Failure, cdn: string | undefined): Seconds | undefined {
    const retry = this.tools.settings?.retry;
    return (retry && this.retryTime(failure, cdn, retry)) ?? this.fallBack(cdn);
  }

  private retryTime(failure: Failure, cdn: string | undefined, retry: RetrySettings): Seconds | undefined {
    const { agenda, random } = this.tools;
    const { now } = agenda;
    if (isStatus(failure, RANGE_NOT_SATISFIABLE) && !this.rangeDropped) {
      this.rangeDropped = true;
      return now;
    }
    const { timeoutRetries } = retry;
    const isTimeout = failure.kind === "timeout" && timeoutRetries !== undefined;
    if (!isRetried(failure, retry) || this.retries >= (isTimeout ? timeoutRetries : retry.retries))
      return undefined;
    const n = this.retries++;
    if (isStatus(failure, SERVICE_UNAVAILABLE) && cdn !== undefined && this.avoid(cdn)) return now;
    const due = isTimeout ? now : now + retryDelay(n, retry, failure, random);
    const open = this.admitsFrom(now);
    // While a probe is under way nobody knows until when, so the retry then joins those who wait for it.
    return open === Number.POSITIVE_INFINITY ? due : Math.max(due, open);
  }

  /** Turns to a CDN that is not overloaded. @returns whether there is one */
  private avoid(cdn: string): boolean {
    const { agenda, delivery } = this.tools;
    this.overloaded = [...this.overloaded, cdn];
    const [other] = delivery?.others(this.overloaded, agenda.now) ?? [];
    if (other === undefined) this.overloaded = [];
    else this.wish = { ...this.wish, cdn: other };
    return other !== undefined;
  }

  /** Takes the network's next steps of the chain until one can be taken; undefined if none can. */
  private fallBack(cdn: string | undefined): Seconds | undefined {
    const { chain } = this;
    const { agenda, note } = this.tools;
    for (let step = chain?.peek(); chain && step !== undefined; step = chain.peek()) {
      // Below the lowest level there is none, so the chain goes on.
      const isOver = step === "lower quality" && this.spec.level === 0;
      if (!isOver && !isNetworkStep(step)) return undefined;
      chain.next();
      if (!isNetworkStep(step) || !this.take(step, cdn)) continue;
      note({ at: agenda.now, kind: "fallback", step });
      this.retries = 0;
      return agenda.now;
    }
    return undefined;
  }

  private take(step: NetworkStep, cdn: string | undefined): boolean {
    const { agenda, delivery, protocol } = this.tools;
    if (step === "switch protocol") {
      if (protocol === undefined || this.wish?.protocol !== undefined) return false;
      this.wish = { ...this.wish, protocol: protocol === "http/2" ? "http/1.1" : "http/2" };
      return true;
    }
    const from = cdn ?? this.preferred(agenda.now);
    if (!delivery || from === undefined) return false;
    this.left = [...this.left, from];
    const [other] = delivery.others(this.left, agenda.now);
    if (other === undefined) return false;
    delivery.giveUp(from, agenda.now);
    this.wish = { ...this.wish, cdn: other };
    return true;
  }

  /** Undefined where there are no CDNs. */
  private preferred(now: Seconds): string | undefined {
    return this.wish?.cdn ?? this.tools.delivery?.choice(now);
  }

  private othersThan(cdn: string | undefined, now: Seconds): readonly string[] {
    return cdn === undefined ? [] : (this.tools.delivery?.others([cdn], now) ?? []);
  }
}
