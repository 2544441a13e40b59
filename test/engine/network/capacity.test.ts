import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CapacityCursor } from "../../../src/engine/network/capacity.js";
import { traceFromIntervals } from "../../../src/model/trace.js";
import { traces } from "../../support/arbitraries.js";

const FOREVER = 1e12;
const steps = traceFromIntervals({ name: "s/t", set: "s" }, [
  { duration: 2, bandwidth: 10, latency: 0.1 },
  { duration: 3, bandwidth: 0, latency: 0.2 },
  { duration: 1, bandwidth: 40, latency: 0.3 },
]);

describe("CapacityCursor.deliveryEnd", () => {
  it.each([
    ["within an interval", 0, 5, 0.5],
    ["up to the end of an interval", 0, 20, 2],
    ["across an outage", 1, 30, 5.5],
    ["starting in an outage", 3, 40, 6],
    ["across the wrap", 5.5, 25, 6.5],
    ["over several periods", 0, 60 * 3 + 5, 18.5],
    ["a whole number of periods", 0, 120, 12],
  ])("%s", (_, from, bits, end) => {
    expect(new CapacityCursor(steps, 0).deliveryEnd(from, bits, FOREVER)).toBeCloseTo(end, 9);
  });

  it("starts at the offset", () => {
    expect(new CapacityCursor(steps, 5).deliveryEnd(0, 45, FOREVER)).toBeCloseTo(1.5, 9);
  });

  it("never comes on a dead link", () => {
    const dead = traceFromIntervals({ name: "s/t", set: "s" }, [{ duration: 1, bandwidth: 0 }]);
    expect(new CapacityCursor(dead, 0).deliveryEnd(0, 1, FOREVER)).toBe(Number.POSITIVE_INFINITY);
    expect(new CapacityCursor(dead, 0).deliveryEnd(0, 1, Number.POSITIVE_INFINITY)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it("is the inverse of delivered, wherever the cursor stood before", () => {
    const question = fc.record({
      from: fc.double({ min: 0, max: 500, noNaN: true }),
      bits: fc.double({ min: 1, max: 1e9, noNaN: true }),
    });
    fc.assert(
      fc.property(
        traces,
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.array(question, { minLength: 1 }),
        (trace, offset, questions) => {
          const cursor = new CapacityCursor(trace, offset);
          for (const { from, bits } of questions) {
            const end = cursor.deliveryEnd(from, bits, FOREVER);
            // A bit that arrives at time t is known no better than t is, and t no better than its last binary place.
            const tolerance = 1e-9 * bits + 2e7 * end * 1e-14;
            expect(Math.abs(cursor.delivered(from, end) - bits)).toBeLessThan(tolerance);
            expect(end).toBe(new CapacityCursor(trace, offset).deliveryEnd(from, bits, FOREVER));
          }
        },
      ),
    );
  });
});

describe("CapacityCursor.delivered", () => {
  it.each([
    ["nothing in no time", 1, 1, 0],
    ["within an interval", 0.5, 1.5, 10],
    ["an outage", 2, 5, 0],
    ["a whole period", 0, 6, 60],
    ["across intervals and periods", 1, 14, 130],
  ])("%s", (_, from, to, bits) => {
    expect(new CapacityCursor(steps, 0).delivered(from, to)).toBeCloseTo(bits, 9);
  });
});

describe("CapacityCursor.rateAt and changeAfter", () => {
  it("are those of the interval, which holds its beginning and not its end", () => {
    const cursor = new CapacityCursor(steps, 0);
    const times = [0, 1.9, 2, 5, 6, 12];
    expect(times.map((time) => cursor.rateAt(time))).toEqual([10, 10, 0, 40, 10, 10]);
    expect(times.map((time) => cursor.changeAfter(time))).toEqual([2, 2, 5, 6, 8, 14]);
  });

  it("tell a dead link from one with outages", () => {
    const dead = traceFromIntervals({ name: "s/t", set: "s" }, [{ duration: 1, bandwidth: 0 }]);
    expect(new CapacityCursor(dead, 0).isDead).toBe(true);
    expect(new CapacityCursor(steps, 0).isDead).toBe(false);
  });
});

describe("CapacityCursor.latencyAt", () => {
  it("is the latency of the interval, which holds its beginning and not its end", () => {
    const cursor = new CapacityCursor(steps, 0);
    expect([0, 1.9, 2, 5, 6, 12].map((time) => cursor.latencyAt(time))).toEqual([
      0.1, 0.1, 0.2, 0.3, 0.1, 0.1,
    ]);
  });

  it("is undefined where the trace has none", () => {
    const trace = traceFromIntervals({ name: "s/t", set: "s" }, [{ duration: 1, bandwidth: 1 }]);
    expect(new CapacityCursor(trace, 0).latencyAt(0)).toBeUndefined();
  });
});

describe("CapacityCursor.latencyEnd", () => {
  const uneven = traceFromIntervals({ name: "s/t", set: "s" }, [
    { duration: 1, bandwidth: 1, latency: 4 },
    { duration: 1, bandwidth: 1, latency: 0.5 },
  ]);

  it("spends the wait as time passes, each moment in proportion to the latency then", () => {
    // From 0: the first second is a quarter of 4 s; of the other three quarters of 0.5 s, 0.375 s are left.
    expect(new CapacityCursor(uneven, 0).latencyEnd(0, FOREVER)).toBeCloseTo(1.375, 12);
    // From 1.9: 0.1 s is a fifth of 0.5 s; four fifths of 4 s would take until 5.2, but after 1 s, 0.55 are left.
    expect(new CapacityCursor(uneven, 0).latencyEnd(1.9, FOREVER)).toBeCloseTo(3 + 0.55 * 0.5, 12);
  });

  it("is the latency itself where it does not change", () => {
    expect(new CapacityCursor(steps, 0).latencyEnd(0.5, FOREVER)).toBeCloseTo(0.6, 12);
  });

  it("is no wait where the trace has no latency", () => {
    const trace = traceFromIntervals({ name: "s/t", set: "s" }, [{ duration: 1, bandwidth: 1 }]);
    expect(new CapacityCursor(trace, 0).latencyEnd(3, FOREVER)).toBe(3);
  });

  it("gives up some time after patience is over", () => {
    const slow = traceFromIntervals({ name: "s/t", set: "s" }, [{ duration: 1, bandwidth: 1, latency: 1e9 }]);
    expect(new CapacityCursor(slow, 0).latencyEnd(0, 100)).toBeGreaterThan(100);
  });
});
