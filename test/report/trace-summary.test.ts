import { expect, it } from "vitest";
import { traceSummary, tracesSummary } from "../../src/report/trace-summary.js";

it("says how long a trace is, and how fast on average", () => {
  expect(traceSummary({ intervals: 1200, duration: 600, bits: 1.92e9 })).toBe(
    "1,200 intervals, 600 s, 3.2 Mbit/s on average",
  );
  expect(traceSummary({ intervals: 1, duration: 0.5, bits: 100_000 })).toBe(
    "1 interval, 0.5 s, 200 kbit/s on average",
  );
});

it("says of several how long they are together, and how fast over all their time", () => {
  const traces = [
    { intervals: 1000, duration: 300, bits: 3e8 },
    { intervals: 500, duration: 100, bits: 9e8 },
  ];
  expect(tracesSummary(traces)).toBe("2 traces, 1,500 intervals, 400 s, 3 Mbit/s on average");
});
