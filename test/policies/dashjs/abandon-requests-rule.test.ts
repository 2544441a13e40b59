import { describe, expect, it } from "vitest";
import { createAbandonRequestsRule } from "../../../src/policies/dashjs/abandon-requests-rule.js";
import { ladder, observationWith } from "../stage.js";

/*
 * Level 2 of 500, 1000 and 4000 kbit/s, a segment of 4 s: 16 Mbit. The request is made at 0, its first byte comes at 0.1 s;
 * then it makes 2000 kbit/s, so that it would take 8 s. The rule speaks from 7.2 s on.
 */
const levels = ladder(500, 1000, 4000);
const settings = { abandonDurationMultiplier: 1.8, abandonAfterMs: 500, abandonMinSamples: 6 };
const rule = (more: Partial<typeof settings> = {}) =>
  createAbandonRequestsRule(levels, 4, { ...settings, ...more });

const at = (now: number, { buffer = 10, lowest = 0 } = {}) =>
  observationWith(levels, { now, buffer, maxBuffer: 18, allowed: [lowest, 2] });
const TOTAL = 16e6;

interface Course {
  readonly kbps?: number;
  readonly total?: number | undefined;
  readonly level?: number;
  readonly reports?: number;
  /** Seconds between reports. */
  readonly every?: number;
  readonly buffer?: number;
  readonly lowest?: number;
}

/** What the rule says at each report. */
function reportsOf(course: Course, rules = rule()): (number | undefined)[] {
  const { kbps = 2000, total = TOTAL, level = 2, reports = 6, every = 0.1, buffer = 10, lowest = 0 } = course;
  return Array.from({ length: reports }, (_, index) => {
    const now = 0.1 + every * (index + 1);
    const loaded = (now - 0.1) * kbps * 1000;
    const inFlight = { segment: 3, level, start: 0, firstByte: 0.1, loaded, ...(total && { total }) };
    return rules(inFlight, at(now, { buffer, lowest }));
  });
}

const last = (course: Course) => reportsOf(course).at(-1);

describe("AbandonRequestsRule", () => {
  it("progressed_sixthReportAnd600MsAfterTheFirstByte_highestWithinTheThroughput", () => {
    expect(reportsOf({})).toEqual([undefined, undefined, undefined, undefined, undefined, 1]);
  });

  it("progressed_fewerReports_none", () => {
    expect(last({ reports: 5, every: 0.3 })).toBeUndefined();
  });

  it("progressed_500MsAfterTheFirstByteAtMost_none", () => {
    expect(reportsOf({ reports: 10, every: 0.06 }).findIndex((level) => level !== undefined)).toBe(8);
  });

  it("progressed_beforeAnyBytes_doesNotCount", () => {
    const one = rule();
    const waiting = { segment: 3, level: 2, start: 0, loaded: 0, total: TOTAL };
    for (let each = 0; each < 9; each++) one(waiting, at(0.05));
    expect(reportsOf({}, one)).toEqual([undefined, undefined, undefined, undefined, undefined, 1]);
  });

  it("progressed_wouldTakeLessThan1Point8Durations_none", () => {
    // 16 Mbit in 7.2 s are 2222.2 kbit/s: at 2223 kbit/s it would take 7.197, in hundredths 7.2 s; at 2224, 7.19 s
    expect(last({ kbps: 2223 })).toBe(1);
    expect(last({ kbps: 2224 })).toBeUndefined();
  });

  it("progressed_fullBuffer_none", () => {
    expect(last({ buffer: 18 })).toBe(1);
    expect(last({ buffer: 18.001 })).toBeUndefined();
  });

  it("progressed_theLowestThatMayBe_none", () => {
    expect(last({ lowest: 2 })).toBeUndefined();
    expect(last({ level: 0, kbps: 100 })).toBeUndefined();
    expect(last({ lowest: 1, kbps: 600 })).toBe(1);
  });

  it("progressed_lessLeftThanAnotherWouldBe_none", () => {
    // Another at level 1 is a quarter: 4 Mbit. After 6 s 12 Mbit have come; what is left has to be more.
    const patient = () => rule({ abandonMinSamples: 60 });
    expect(reportsOf({ reports: 60, every: 0.0999 }, patient()).at(-1)).toBe(1);
    expect(reportsOf({ reports: 60, every: 0.1001 }, patient()).at(-1)).toBeUndefined();
  });

  it("progressed_sizeUnknown_none", () => {
    expect(last({ total: 0 })).toBeUndefined();
  });

  it("progressed_givenUpOnce_notAgain", () => {
    const one = rule();
    expect(reportsOf({}, one).at(-1)).toBe(1);
    expect(reportsOf({ level: 1, kbps: 100, reports: 20 }, one).every((level) => level === undefined)).toBe(
      true,
    );
  });

  it("progressed_whatHadComeByTheFirstReport_isLeftOut", () => {
    // 4 Mbit at the first report, and from then on 2000 kbit/s
    const one = rule();
    const said = Array.from({ length: 6 }, (_, index) => {
      const now = 0.2 + 0.1 * index;
      const inFlight = {
        segment: 3,
        level: 2,
        start: 0,
        firstByte: 0.1,
        loaded: 4e6 + 2e5 * index,
        total: TOTAL,
      };
      return one(inFlight, at(now));
    });
    expect(said.at(-1)).toBe(1);
  });
});
