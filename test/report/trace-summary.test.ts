import { expect, it } from "vitest";
import { traceSummary } from "../../src/report/trace-summary.js";

it("says how long a trace is, and how fast on average", () => {
  expect(traceSummary({ intervals: 1200, duration: 600, bits: 1.92e9 })).toBe(
    "1,200 intervals, 600 s, 3.2 Mbit/s on average",
  );
  expect(traceSummary({ intervals: 1, duration: 0.5, bits: 100_000 })).toBe(
    "1 interval, 0.5 s, 200 kbit/s on average",
  );
});
