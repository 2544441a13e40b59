import { describe, expect, it } from "vitest";
import type { Observation } from "../../src/model/policy.js";
import { type PandaOptions, panda, pandaWarnings } from "../../src/policies/panda.js";
import { goldenSession } from "./golden.js";
import { contextWith, ladder, observationWith, sampleOf } from "./stage.js";

const levels = ladder(1000, 2000, 4000);

function session(options: Partial<PandaOptions> = {}) {
  const policy = panda(options, contextWith(levels));
  return {
    decide: (overrides: Partial<Observation> = {}) => policy.decide(observationWith(levels, overrides)),
    /** A download between two times, at so many kbit/s. */
    download(start: number, end: number, kbps: number) {
      const sample = sampleOf(kbps * (end - start), { start, firstByte: start, end });
      policy.onSample!(sample, observationWith(levels, { now: end }));
    },
  };
}

/** The smoothed share after a first segment at 4000 kbit/s and a second, requested at 100 s, at another speed. */
function shareAfter(kbps: number, seconds: number, options: Partial<PandaOptions> = {}): number {
  const { decide, download } = session(options);
  download(99, 100, 4000);
  decide({ now: 100, buffer: 4, lastLevel: 0 });
  download(100, 100 + seconds, kbps);
  return decide({ now: 100 + seconds, buffer: 4, lastLevel: 0 }).estimate! / 1000;
}

describe("panda", () => {
  it("decide_firstSegment_lowest", () => {
    expect(session().decide()).toEqual({ level: 0, reason: "no samples" });
  });

  describe("share", () => {
    it("decide_firstSample_whatIsMeasured", () => {
      const { decide, download } = session();
      download(99, 100, 3000);
      expect(decide().estimate).toBe(3_000_000);
    });

    it("decide_measuredFarAbove_growsByTheProbe", () => {
      // x = 4000 + 0.14 x 2 s x 300 = 4084; y = 4000 + 0.2 x 2 s x 84.
      expect(shareAfter(8000, 2)).toBeCloseTo(4033.6, 6);
    });

    it("decide_measuredALittleAbove_growsInProportion", () => {
      // x = 4000 + 0.28 x (300 - (4000 - 4100 + 300)) = 4028; y = 4000 + 0.4 x 28.
      expect(shareAfter(4100, 2)).toBeCloseTo(4011.2, 6);
    });

    it("decide_measuredBelow_fallsInProportion", () => {
      // x = 4000 - 0.28 x 2000 = 3440; y = 4000 - 0.4 x 560.
      expect(shareAfter(2000, 2)).toBeCloseTo(3776, 6);
    });

    it("decide_measuredTheSame_stays", () => {
      expect(shareAfter(4000, 2)).toBeCloseTo(4000, 9);
    });

    it("decide_longBetweenRequests_noFartherThanWhatIsMeasured", () => {
      // kappa x T and alpha x T are over 1: the formula would go beyond.
      expect(shareAfter(4100, 20)).toBeCloseTo(4100, 9);
      expect(shareAfter(2000, 20)).toBeCloseTo(2000, 9);
    });

    it("decide_askedAgainWithoutANewSample_unchanged", () => {
      const { decide, download } = session();
      download(99, 100, 4000);
      decide({ now: 100 });
      download(100, 102, 2000);
      const first = decide({ now: 102 }).estimate;
      expect(decide({ now: 103 }).estimate).toBe(first);
    });

    it("decide_otherRates_taken", () => {
      // x = 4000 + 0.28 x 2 x 500; y = 4000 + 0.5 x 280.
      const options = { convergenceRate: 0.28, probeKbps: 500, smoothingRate: 0.25 };
      expect(shareAfter(8000, 2, options)).toBeCloseTo(4140, 6);
    });
  });

  describe("dead zone", () => {
    /** The level after one sample, so that the share is what was measured. */
    const levelAt = (kbps: number, lastLevel: number, options: Partial<PandaOptions> = {}) => {
      const { decide, download } = session(options);
      download(99, 100, kbps);
      return decide({ lastLevel }).level;
    };

    it.each([
      [2705, 0], // 0.85 y - 300 = 1999
      [2706, 1], // 2000.1
      [6000, 2], // 4800: two levels at once.
    ])("decide_shareOf%dKbpsFromTheLowest_level%d", (kbps, level) => {
      expect(levelAt(kbps, 0)).toBe(level);
    });

    it.each([
      [2300, 1], // y - 300 = 2000
      [2299, 0],
    ])("decide_shareOf%dKbpsFromLevel1_level%d", (kbps, level) => {
      expect(levelAt(kbps, 1)).toBe(level);
    });

    it("decide_shareCollapsed_severalLevelsDown", () => {
      expect(levelAt(500, 2)).toBe(0);
    });

    it("decide_probeNotInMargins_marginOfTheShareAlone", () => {
      const options = { probeInMargins: false };
      expect([2352, 2353].map((kbps) => levelAt(kbps, 0, options))).toEqual([0, 1]);
      expect([1999, 2000].map((kbps) => levelAt(kbps, 1, options))).toEqual([0, 1]);
    });

    it("decide_levelNotAllowed_nearestAllowed", () => {
      const { decide, download } = session();
      download(99, 100, 9000);
      expect(decide({ lastLevel: 0, allowed: [0, 1] })).toMatchObject({ level: 1, reason: "limit" });
    });
  });

  describe("timing", () => {
    /** A share of 4000 kbit/s and a buffer of 40 s; the next segment takes from 100 to 101 s. */
    const secondDecision = (overrides: Partial<Observation>) => {
      const { decide, download } = session();
      download(99, 100, 4000);
      // Level 1: 2000 x 4 / 4000 + 0.2 x (40 - 26) = 4.8 s from request to request.
      expect(decide({ now: 100, buffer: 40, lastLevel: 0 })).toMatchObject({ level: 1, waitSeconds: 0 });
      download(100, 101, 4000);
      return decide({ now: 101, buffer: 40, lastLevel: 1, ...overrides }).waitSeconds;
    };

    it("decide_downloadDoneEarly_waitsForTheRest", () => {
      expect(secondDecision({})).toBeCloseTo(3.8, 9);
    });

    it("decide_idleMeanwhile_waitsForLess", () => {
      expect(secondDecision({ now: 103 })).toBeCloseTo(1.8, 9);
      expect(secondDecision({ now: 105 })).toBe(0);
    });

    it("decide_littleBuffer_leavesASegmentOfIt", () => {
      expect(secondDecision({ buffer: 6 })).toBeCloseTo(2, 9);
      expect(secondDecision({ buffer: 3 })).toBe(0);
    });

    it.each(["startup", "rebuffering", "seeking"] as const)("decide_%s_noWait", (phase) => {
      expect(secondDecision({ phase })).toBe(0);
    });

    it("decide_wait_countsAsTimeBetweenRequests", () => {
      // T = 4.8 s although the download took 1: x = 4000 + 0.14 x 4.8 x 300 = 4201.6; y = 4000 + 0.96 x 201.6.
      const { decide, download } = session();
      download(99, 100, 4000);
      decide({ now: 100, buffer: 40, lastLevel: 0 });
      download(100, 101, 8000);
      expect(decide({ now: 101, buffer: 40, lastLevel: 1 }).estimate).toBeCloseTo(4_193_536, 3);
    });
  });

  it("decide_anotherEstimator_isWhatIsMeasured", () => {
    const { decide } = session({ estimator: () => ({ add() {}, estimate: () => 6_000_000 }) });
    expect(decide({ lastLevel: 0 })).toMatchObject({ level: 2, estimate: 6_000_000 });
  });

  it("session_goldenTrace_asFrozen", () => {
    expect(goldenSession(panda)).toBe(GOLDEN);
  });
});

const GOLDEN = "033333333333000000000000011000000001000111200000000010000000000000000000000";

describe("pandaWarnings", () => {
  const setting = { levels, segmentDuration: 4, maxBuffer: 30 };
  it("warnings_bufferNeverOverItsTarget_saysWhoTimesRequests", () => {
    expect(pandaWarnings({}, setting)).toEqual([
      "leaves the timing of requests to the full buffer: its buffer is at most 26 s at a decision (maximum 30 s, " +
        "segments of 4 s), and it times them for more than minBufferSeconds (26)",
    ]);
    expect(pandaWarnings({}, { ...setting, maxBuffer: 31 })).toEqual([]);
  });
});
