import { expect, it } from "vitest";
import * as units from "../src/units.js";

it("converts at the edges", () => {
  expect(units.secondsFromMs(1500)).toBe(1.5);
  expect(units.msFromSeconds(0.25)).toBe(250);
  expect(units.bitsFromBytes(3)).toBe(24);
  expect(units.bytesFromBits(24)).toBe(3);
  expect(units.bpsFromKbps(1.5)).toBe(1500);
  expect(units.kbpsFromBps(1500)).toBe(1.5);
  expect(units.bpsFromMbps(2)).toBe(2_000_000);
  expect(units.mbpsFromBps(500_000)).toBe(0.5);
});
