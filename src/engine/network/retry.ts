import type { RetrySettings } from "../../model/settings/index.js";
import type { RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";
import type { Failure } from "./exchange.js";

/** A range that the server does not have: asked for again without a range, at once and once (003 section 5.1). */
export const RANGE_NOT_SATISFIABLE = 416;
/** The server is overloaded: another CDN is asked, where there is one (003 section 5.1). */
export const SERVICE_UNAVAILABLE = 503;

/**
 * How long the n-th retry waits: min(initialDelay x factor^n, maxDelay), plus an even draw between 0 and `jitter`
 * times that (document 000, "Network Resilience Patterns", whose factor is 2). After a connection was reset or
 * refused it is `connectionErrorDelay`, where there is one, and no jitter (003 section 5.1: 5 s).
 *
 * @param n counts from 0
 * @param random is drawn from only if there is jitter to draw
 */
export function retryDelay(n: number, retry: RetrySettings, failure: Failure, random: RandomStream): Seconds {
  const { initialDelay, maxDelay, factor, jitter, connectionErrorDelay } = retry;
  if (connectionErrorDelay !== undefined && (failure.kind === "reset" || failure.kind === "refused"))
    return connectionErrorDelay;
  // factor^n may be beyond all numbers, and 0 times that is none.
  const delay = initialDelay > 0 ? Math.min(initialDelay * factor ** n, maxDelay) : 0;
  return jitter > 0 && delay > 0 ? delay + jitter * delay * random() : delay;
}

/**
 * Whether a failure is worth another attempt at all: all but answers that say the request itself is at fault, the
 * statuses 4xx, which count only if the settings say so (000, 003).
 */
export function isRetried(failure: Failure, retry: RetrySettings): boolean {
  const isClientError = failure.kind === "status" && failure.status >= 400 && failure.status < 500;
  return !isClientError || retry.clientErrors === true;
}

export const isStatus = (failure: Failure, status: number): boolean =>
  failure.kind === "status" && failure.status === status;
