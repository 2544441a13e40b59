import { describe, expect, it } from "vitest";
import { traceFromIntervals } from "../../src/model/trace.js";

const IDENTITY = { name: "set/file", set: "set" };

describe("traceFromIntervals", () => {
  it("derives ends, period and capacity", () => {
    const trace = traceFromIntervals(IDENTITY, [
      { duration: 2, bandwidth: 10 },
      { duration: 3, bandwidth: 0 },
    ]);
    expect(Array.from(trace.ends)).toEqual([2, 5]);
    expect(trace.period).toBe(5);
    expect(trace.bitsPerPeriod).toBe(20);
  });

  it("keeps latency and loss only if every interval has one", () => {
    const all = { duration: 1, bandwidth: 1, latency: 0.1, loss: 0 };
    expect(traceFromIntervals(IDENTITY, [all, all]).latencies).toEqual(Float64Array.of(0.1, 0.1));
    const some = traceFromIntervals(IDENTITY, [all, { duration: 1, bandwidth: 1 }]);
    expect(some).not.toHaveProperty("latencies");
    expect(some).not.toHaveProperty("losses");
  });

  it.each([
    [[], /at least one interval/],
    [[{ duration: 0, bandwidth: 1 }], /interval 0: expected a duration over 0 s, got 0/],
    [[{ duration: 1, bandwidth: -1 }], /expected a bandwidth of 0 bit\/s or more, got -1/],
    [[{ duration: 1, bandwidth: Number.NaN }], /bandwidth/],
    [[{ duration: Number.POSITIVE_INFINITY, bandwidth: 1 }], /duration/],
    [[{ duration: 1, bandwidth: 1, latency: -1 }], /latency/],
    [[{ duration: 1, bandwidth: 1, loss: 2 }], /loss from 0 to 1, got 2/],
  ])("refuses %j", (intervals, message) => {
    expect(() => traceFromIntervals(IDENTITY, intervals)).toThrow(message);
  });
});
