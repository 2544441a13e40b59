import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Failure } from "../../../src/engine/network/exchange.js";
import { isRetried, retryDelay } from "../../../src/engine/network/retry.js";
import type { RetrySettings } from "../../../src/model/settings/index.js";

const plain: RetrySettings = { retries: 9, initialDelay: 1, maxDelay: 64, factor: 2, jitter: 0 };
const reset: Failure = { kind: "reset" };
const slow: Failure = { kind: "timeout", of: "whole" };
const never = () => {
  throw new Error("no chance is needed");
};

describe("retryDelay", () => {
  it("doubles from 1 s up to its cap, as hls.js is configured in the document", () => {
    const delays = [0, 1, 2, 3, 4, 5, 6, 7, 2000].map((n) => retryDelay(n, plain, slow, never));
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 64, 64, 64]);
  });

  it("adds the drawn share of the jitter to the capped delay", () => {
    expect(retryDelay(7, { ...plain, jitter: 0.5 }, slow, () => 0.25)).toBe(64 + 0.5 * 64 * 0.25);
  });

  it("waits a fixed time after a broken connection, where one is set", () => {
    const settings = { ...plain, connectionErrorDelay: 5, jitter: 1 };
    expect(retryDelay(3, settings, reset, never)).toBe(5);
    expect(retryDelay(3, settings, { kind: "refused" }, never)).toBe(5);
    expect(retryDelay(3, plain, reset, never)).toBe(8);
    expect(retryDelay(3, { ...settings, jitter: 0 }, slow, never)).toBe(8);
  });

  it("is 0 without an initial delay, however many retries there were", () => {
    expect(retryDelay(5000, { ...plain, initialDelay: 0, jitter: 1 }, slow, never)).toBe(0);
  });

  it("lies between the capped delay and that with full jitter", () => {
    const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.nat(3000),
        fc.record({
          retries: fc.nat(10),
          initialDelay: fc.double({ min: 1e-3, max: 100, noNaN: true }),
          maxDelay: fc.double({ min: 1e-3, max: 1000, noNaN: true }),
          factor: fc.double({ min: 1, max: 10, noNaN: true }),
          jitter: fc.double({ min: 0, max: 2, noNaN: true }),
        }),
        share,
        (n, settings, draw) => {
          const delay = retryDelay(n, settings, slow, () => draw);
          const bare = retryDelay(n, { ...settings, jitter: 0 }, slow, never);
          expect(bare).toBeLessThanOrEqual(settings.maxDelay);
          expect(delay).toBeGreaterThanOrEqual(bare);
          expect(delay).toBeLessThanOrEqual(bare * (1 + settings.jitter) * (1 + 1e-12));
          if (n > 0)
            expect(bare).toBeGreaterThanOrEqual(retryDelay(n - 1, { ...settings, jitter: 0 }, slow, never));
        },
      ),
    );
  });
});

describe("isRetried", () => {
  it("takes timeouts, broken connections and server errors, and leaves client errors", () => {
    const verdicts = (settings: RetrySettings) =>
      [slow, reset, { kind: "refused" }, { kind: "breaker open" }].map((f) =>
        isRetried(f as Failure, settings),
      );
    expect(verdicts(plain)).toEqual([true, true, true, true]);
    const statuses = [400, 404, 416, 499, 500, 503, 599];
    const ofStatus = (settings: RetrySettings) =>
      statuses.filter((status) => isRetried({ kind: "status", status }, settings));
    expect(ofStatus(plain)).toEqual([500, 503, 599]);
    expect(ofStatus({ ...plain, clientErrors: true })).toEqual(statuses);
  });
});
