import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BreakerPass, CircuitBreaker } from "../../../src/engine/network/circuit-breaker.js";

const SETTINGS = { failures: 3, resetAfter: 10, successes: 2 };

function watched() {
  const changes: [string, number][] = [];
  const breaker = new CircuitBreaker(SETTINGS, (state, now) => changes.push([state, now]));
  const request = (at: number, outcome: "done" | "failed" | "cancelled") =>
    breaker.settle(breaker.admit(at)!, outcome, at);
  return { breaker, changes, request };
}

describe("CircuitBreaker", () => {
  it("opens after failures in a row, half opens after a time, closes after successes", () => {
    const { breaker, changes, request } = watched();
    for (const at of [0, 1]) request(at, "failed");
    request(2, "done");
    for (const at of [3, 4]) request(at, "failed");
    expect(breaker.stateAt(4)).toBe("closed");
    request(5, "failed");
    expect(breaker.admit(14.999)).toBeUndefined();
    expect(breaker.admitsFrom(6)).toBe(15);
    expect(breaker.stateAt(15)).toBe("half open");
    request(15, "done");
    expect(breaker.stateAt(15)).toBe("half open");
    request(16, "done");
    expect(breaker.stateAt(16)).toBe("closed");
    expect(changes).toEqual([
      ["open", 5],
      ["half open", 15],
      ["closed", 16],
    ]);
  });

  it("opens again at the first failure while half open, for as long as before", () => {
    const { breaker, changes, request } = watched();
    for (const at of [0, 0, 0]) request(at, "failed");
    request(12, "done");
    request(13, "failed");
    expect(breaker.admitsFrom(13)).toBe(23);
    request(23, "done");
    expect(breaker.stateAt(23)).toBe("half open");
    expect(changes.map(([state]) => state)).toEqual(["open", "half open", "open", "half open"]);
  });

  it("lets one request at a time through while half open", () => {
    const { breaker, request } = watched();
    for (const at of [0, 0, 0]) request(at, "failed");
    const probe = breaker.admit(10)!;
    expect(breaker.admit(11)).toBeUndefined();
    expect(breaker.admitsFrom(11)).toBe(Number.POSITIVE_INFINITY);
    breaker.settle(probe, "cancelled", 12);
    expect(breaker.stateAt(12)).toBe("half open");
    expect(breaker.admit(12)).toBeDefined();
  });

  it("does not count what was sent before its state changed", () => {
    const { breaker, request } = watched();
    const early = breaker.admit(0)!;
    const late = breaker.admit(0)!;
    for (const at of [1, 1, 1]) request(at, "failed");
    breaker.settle(early, "failed", 9);
    expect(breaker.admitsFrom(9)).toBe(11);
    const probe = breaker.admit(11)!;
    breaker.settle(late, "failed", 12);
    expect(breaker.stateAt(12)).toBe("half open");
    expect(breaker.admit(12)).toBeUndefined();
    breaker.settle(probe, "done", 13);
    expect(breaker.admit(13)).toBeDefined();
  });

  it("lets nothing through while open, and no more than one while half open, whatever happens", () => {
    const step = fc.record({
      after: fc.double({ min: 0, max: 8, noNaN: true }),
      does: fc.constantFrom("admit", "done", "failed", "cancelled"),
      which: fc.nat(5),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        let open: number | undefined;
        const breaker = new CircuitBreaker(SETTINGS, (state, at) => {
          open = state === "open" ? at : undefined;
        });
        const passes: BreakerPass[] = [];
        let probe: BreakerPass | undefined;
        let now = 0;
        for (const { after, does, which } of steps) {
          now += after;
          if (does === "admit") {
            const wasOpenSince = open;
            const pass = breaker.admit(now);
            if (!pass) continue;
            if (wasOpenSince !== undefined) expect(now).toBeGreaterThanOrEqual(wasOpenSince + 10);
            if (breaker.stateAt(now) === "half open") {
              expect(probe).toBeUndefined();
              probe = pass;
            }
            passes.push(pass);
          } else if (passes.length > 0) {
            const [pass] = passes.splice(which % passes.length, 1);
            if (pass === probe) probe = undefined;
            breaker.settle(pass!, does as "done", now);
          }
        }
      }),
    );
  });
});
