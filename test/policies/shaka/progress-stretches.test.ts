import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InFlight, Sample } from "../../../src/model/policy.js";
import { ProgressStretches } from "../../../src/policies/shaka/progress-stretches.js";

/** Longer than 0.1 s, at least 1000 bits. */
const made = () => new ProgressStretches({ interval: 0.1, minBits: 1000 });

const request = (loaded: number, more: Partial<InFlight> = {}): InFlight => ({
  segment: 3,
  level: 1,
  start: 10,
  firstByte: 10.05,
  loaded,
  total: 5000,
  ...more,
});

const whole: Sample = { start: 10, firstByte: 10.05, end: 12, bits: 5000, level: 1 };

describe("ProgressStretches", () => {
  it("progressed_noLongerThanTheInterval_none", () => {
    expect(made().progressed(request(4000), 10.1)).toBeUndefined();
    expect(made().progressed(request(4000), 10.101)).toBeDefined();
  });

  it("progressed_tooLittle_none", () => {
    expect(made().progressed(request(999), 11)).toBeUndefined();
    expect(made().progressed(request(1000), 11)).toBeDefined();
  });

  it("progressed_firstStretch_holdsTheWaitForTheFirstBit", () => {
    expect(made().progressed(request(1000), 11)).toEqual({
      start: 10,
      firstByte: 10.05,
      end: 11,
      bits: 1000,
      level: 1,
    });
  });

  it("progressed_whatWasTooShort_isInTheNextStretch", () => {
    const stretches = made();
    stretches.progressed(request(1000), 11);
    expect(stretches.progressed(request(1900), 11.5)).toBeUndefined();
    expect(stretches.progressed(request(2200), 11.6)).toMatchObject({ start: 11, firstByte: 11, bits: 1200 });
  });

  it("finished_afterStretches_whatIsLeft", () => {
    const stretches = made();
    stretches.progressed(request(1000), 11);
    stretches.progressed(request(1500), 11.5);
    expect(stretches.finished(whole)).toEqual({ start: 11, firstByte: 11, end: 12, bits: 4000, level: 1 });
  });

  it("finished_withoutReports_theDownloadItself", () => {
    const stretches = made();
    expect(stretches.finished(whole)).toBe(whole);
    stretches.progressed(request(200), 10.05);
    expect(stretches.finished(whole)).toBe(whole);
  });

  it("finished_anotherLevelOrSize_isNotThatRequest", () => {
    const stretches = made();
    stretches.progressed(request(1000), 11);
    const [otherLevel, otherSize] = [
      { ...whole, level: 2 },
      { ...whole, bits: 6000 },
    ];
    expect(stretches.finished(otherLevel)).toBe(otherLevel);
    expect(stretches.finished(otherSize)).toBe(otherSize);
    expect(stretches.finished(whole).bits).toBe(4000);
  });

  it("finished_severalAtOnce_eachItsOwn", () => {
    const stretches = made();
    stretches.progressed(request(1000), 11);
    stretches.progressed(request(2000, { segment: 4, total: 7000, start: 10.5 }), 11);
    stretches.progressed(request(3000), 11.5);
    expect(stretches.finished({ ...whole, start: 10.5, bits: 7000 }).bits).toBe(5000);
    expect(stretches.finished(whole).bits).toBe(2000);
  });

  it("finished_attemptBegunAfterTheLastReport_theDownloadItself", () => {
    const stretches = made();
    stretches.progressed(request(1000), 11);
    const second = { ...whole, start: 11.5, firstByte: 11.6 };
    expect(stretches.finished(second)).toBe(second);
  });

  it("progressed_lessThanBefore_countsFromThere", () => {
    const stretches = made();
    stretches.progressed(request(3000), 11);
    // A second attempt, begun at 11.2: 500 bits of it came before anything was heard of it.
    expect(stretches.progressed(request(500), 11.5)).toBeUndefined();
    expect(stretches.progressed(request(2500), 11.8)).toMatchObject({ start: 11.5, bits: 2000 });
    expect(stretches.finished({ ...whole, start: 11.2 })).toMatchObject({ start: 11.8, bits: 2500 });
  });

  it("progressed_sameSegmentAskedForAgain_newRequest", () => {
    const stretches = made();
    stretches.progressed(request(3000), 11);
    expect(stretches.progressed(request(4000, { start: 20 }), 21)).toMatchObject({ start: 20, bits: 4000 });
  });

  it("progressed_manyGivenUp_remembersTheNewest", () => {
    const stretches = made();
    for (let segment = 0; segment < 20; segment++)
      stretches.progressed(request(1000, { segment, start: segment }), segment + 0.5);
    expect(stretches.finished({ ...whole, start: 19, end: 20 }).bits).toBe(4000);
    expect(stretches.finished({ ...whole, start: 0, end: 20 }).bits).toBe(5000);
  });

  it("anyCourseOfADownload_eachBitAndInstantInOneStretch", () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 3000 })));
    fc.assert(
      fc.property(steps, (reports) => {
        const stretches = made();
        const total = reports.reduce((sum, [, bits]) => sum + bits, 1);
        const parts: Sample[] = [];
        let [now, loaded] = [10, 0];
        for (const [ms, bits] of reports) {
          now += ms / 1000;
          loaded += bits;
          const part = stretches.progressed(request(loaded, { total }), now);
          if (part) parts.push(part);
        }
        parts.push(stretches.finished({ ...whole, end: now, bits: total }));
        expect(parts.reduce((sum, { bits }) => sum + bits, 0)).toBe(total);
        expect(parts.map(({ start }) => start)).toEqual([10, ...parts.slice(0, -1).map(({ end }) => end)]);
      }),
    );
  });
});
