import { expect, it } from "vitest";
import { wholeBins } from "../../src/traces/binned.js";
import { defaultBin } from "../../src/traces/default-bin.js";
import { traceOf } from "./trace-of.js";

it("is the median interval of all traces in whole seconds, and no less than one", () => {
  const every = (seconds: number, count = 10) => traceOf(new Array(count).fill(1), seconds);
  expect(defaultBin([every(5)])).toBe(5);
  expect(defaultBin([every(1.004)])).toBe(1);
  expect(defaultBin([every(0.1)])).toBe(1);
  expect(defaultBin([every(1, 9), every(4, 11)])).toBe(4);
});

it("is so long that the longest trace can be binned", () => {
  const traces = [traceOf([1, 1, 1], 1), traceOf([1], 1e9)];
  expect(() => wholeBins(traces[1]!, defaultBin(traces))).not.toThrow();
});
