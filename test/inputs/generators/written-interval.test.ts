import { describe, expect, it } from "vitest";
import { writtenInterval } from "../../../src/inputs/generators/written-interval.js";

describe("writtenInterval", () => {
  it("rounds to whole kbit/s and ms, and loss to a thousandth", () => {
    const interval = writtenInterval({ duration: 1, mbps: 1.23456, latencyMs: 28.9, loss: 0.12349 });
    expect(interval).toEqual({ duration: 1, bandwidth: 1_235_000, latency: 0.029, loss: 0.123 });
  });

  it("goes no higher than a trace may", () => {
    expect(writtenInterval({ duration: 1, mbps: 1e9, latencyMs: 1 }).bandwidth).toBe(1e13);
  });

  it("says nothing of a loss that is not known", () => {
    expect(writtenInterval({ duration: 1, mbps: 1, latencyMs: 1 })).not.toHaveProperty("loss");
  });
});
