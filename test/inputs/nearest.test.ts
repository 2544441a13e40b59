import { expect, it } from "vitest";
import { didYouMean, nearestName } from "../../src/inputs/nearest.js";

const COLUMNS = ["duration_s", "bandwidth_kbps", "latency_ms"];

it.each([
  ["bandwith_kbps", "bandwidth_kbps"],
  ["Duration_S", "duration_s"],
  ["latency", "latency_ms"],
  ["jitter", undefined],
  ["", undefined],
])("finds for %j the name %j", (name, nearest) => {
  expect(nearestName(name, COLUMNS)).toBe(nearest);
});

it("lists all names where none is near", () => {
  expect(didYouMean("jitter", COLUMNS)).toBe("Use one of duration_s, bandwidth_kbps, latency_ms");
});
