import { describe, expect, it } from "vitest";
import type { InFlight } from "../../../src/model/policy.js";
import { RequestProgress } from "../../../src/policies/rx-player/request.js";

const inFlight = (loaded: number, more: Partial<InFlight> = {}): InFlight => ({
  segment: 3,
  level: 1,
  start: 10,
  loaded,
  total: 8000,
  ...more,
});
const made = () => new RequestProgress(inFlight(0), { requestReports: 3, requestHalfLifeSeconds: 2 });

describe("RequestProgress", () => {
  it("bandwidth_tooFewReports_undefined", () => {
    const request = made();
    request.report(inFlight(1000), 11);
    request.report(inFlight(2000), 12);
    expect(request.bandwidth()).toBeUndefined();
    request.report(inFlight(3000), 13);
    expect(request.bandwidth()).toBeCloseTo(1000, 9);
  });

  it("bandwidth_fromTheFirstReportOn_recentPartsCountMore", () => {
    const request = made();
    request.report(inFlight(4000), 10.1);
    request.report(inFlight(6000), 12.1);
    request.report(inFlight(6400), 14.1);
    // 1000 bit/s for 2 s, then 200 for 2 s, half-life 2 s; what came in the first 0.1 s is no part of it
    expect(request.bandwidth()).toBeCloseTo((1000 / 4 + 200 / 2) / (3 / 4), 9);
  });

  it("report_nothingNewOrAllOfItOrNoSize_doesNotCount", () => {
    const request = made();
    request.report(inFlight(0), 10.5);
    request.report(inFlight(1000), 11);
    request.report(inFlight(1000), 12);
    request.report({ segment: 3, level: 1, start: 10, loaded: 2000 }, 12);
    request.report(inFlight(8000), 13);
    expect(request.sinceReport(13)).toBe(2);
    request.report(inFlight(2000), 13);
    expect(request.bandwidth()).toBeUndefined();
  });

  it("remaining_sinceReport_countFromTheLastReport", () => {
    const request = made();
    request.report(inFlight(1000), 11);
    request.report(inFlight(3000), 12);
    expect(request.remaining(1000)).toBe(5);
    expect(request.sinceReport(12.5)).toBe(0.5);
  });

  it("isOf_theSameRequestFurtherOn", () => {
    const request = made();
    request.report(inFlight(1000), 11);
    expect(request.isOf(inFlight(1000))).toBe(true);
    expect(request.isOf(inFlight(2000, { segment: 4 }))).toBe(false);
    expect(request.isOf(inFlight(2000, { level: 0 }))).toBe(false);
    expect(request.isOf(inFlight(2000, { start: 11 }))).toBe(false);
    expect(request.isOf(inFlight(999))).toBe(false);
  });
});
