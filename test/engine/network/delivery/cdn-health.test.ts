import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CdnHealth } from "../../../../src/engine/network/delivery/cdn-health.js";

const health = () => new CdnHealth({ failures: 2, recoverAfter: 30 });

describe("CdnHealth", () => {
  it("fails after so many failures in a row, and is tried again after a while", () => {
    const cdn = health();
    cdn.failed(0);
    cdn.succeeded();
    cdn.failed(1);
    expect(cdn.isHealthy(1)).toBe(true);
    cdn.failed(2);
    expect([2, 31.99, 32].map((now) => cdn.isHealthy(now))).toEqual([false, false, true]);
  });

  it("is on trial when it comes back", () => {
    const cdn = health();
    cdn.giveUp(0);
    expect(cdn.isHealthy(29)).toBe(false);
    cdn.failed(30);
    expect(cdn.isHealthy(59)).toBe(false);
    cdn.succeeded();
    cdn.failed(60);
    expect(cdn.isHealthy(60)).toBe(true);
  });

  it("is healthy again `recoverAfter` after its last failure, whatever happened", () => {
    const step = fc.record({
      after: fc.double({ min: 0, max: 40, noNaN: true }),
      does: fc.constantFrom("failed" as const, "succeeded" as const, "giveUp" as const),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const cdn = health();
        let now = 0;
        for (const { after, does } of steps) {
          now += after;
          cdn[does](now);
        }
        expect(cdn.isHealthy(now + 30)).toBe(true);
      }),
    );
  });
});
