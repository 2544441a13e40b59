import { expect, it } from "vitest";
import { withLatencyMs } from "../../src/traces/with-latency.js";

it("gives a latency in place of that which an interval has", () => {
  const change = withLatencyMs(80);
  expect(change({ duration: 1, bandwidth: 2 })).toEqual({ duration: 1, bandwidth: 2, latency: 0.08 });
  expect(change({ duration: 1, bandwidth: 2, latency: 1, loss: 0.5 })).toEqual({
    duration: 1,
    bandwidth: 2,
    latency: 0.08,
    loss: 0.5,
  });
});
