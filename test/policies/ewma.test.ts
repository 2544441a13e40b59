import { describe, expect, it } from "vitest";
import type { Observation } from "../../src/model/policy.js";
import { type EwmaOptions, ewma, ewmaWarnings } from "../../src/policies/ewma.js";
import { contextWith, ladder, nineLevels, observationWith, sampleOf, tell } from "./stage.js";

const levels = ladder(300, 750, 1200, 1850, 2850, 4300);

/** The policy, told of one download of so many kbit/s that ended at 100 s. */
function policyAt(kbps: number | undefined, options: Partial<EwmaOptions> = {}, of = levels) {
  const policy = ewma(options, contextWith(of));
  if (kbps !== undefined) tell(policy, of, [kbps]);
  return {
    decide: (overrides: Partial<Observation>) => policy.decide(observationWith(of, overrides)),
    tell: (more: number[], end: number) => tell(policy, of, more, end),
  };
}

describe("ewma: estimate", () => {
  it("estimate_noSample_1Mbps", () => {
    expect(policyAt(undefined).decide({}).estimate).toBe(1_000_000);
    expect(policyAt(undefined, { defaultEstimateKbps: 4000 }).decide({}).estimate).toBe(4_000_000);
  });

  it("estimate_firstSample_thatSample", () => {
    expect(policyAt(3000).decide({}).estimate).toBe(3_000_000);
  });

  it("estimate_throughputFalls_fastAverage", () => {
    const policy = policyAt(3000);
    policy.tell([1000], 101);
    // fast 0.9 x 3000 + 0.1 x 1000 = 2800, slow 0.95 x 3000 + 0.05 x 1000 = 2900
    expect(policy.decide({ now: 101 }).estimate).toBeCloseTo(2_800_000, 3);
  });

  it("estimate_throughputRises_slowAverage", () => {
    const policy = policyAt(1000);
    policy.tell([3000], 101);
    // fast 1200, slow 1100
    expect(policy.decide({ now: 101 }).estimate).toBeCloseTo(1_100_000, 3);
  });

  it("estimate_latencyBeforeFirstBit_countsAsRequestTime", () => {
    const policy = ewma({}, contextWith(levels));
    policy.onSample!(sampleOf(3000, { start: 98 }), observationWith(levels));
    expect(policy.decide(observationWith(levels)).estimate).toBe(1_500_000);
  });

  it("estimate_newestSample30sOld_1MbpsButAveragesKept", () => {
    const policy = policyAt(3000);
    expect(policy.decide({ now: 129.999 }).estimate).toBe(3_000_000);
    expect(policy.decide({ now: 130 }).estimate).toBe(1_000_000);
    policy.tell([1000], 140);
    expect(policy.decide({ now: 140 }).estimate).toBeCloseTo(2_800_000, 3);
  });

  it("estimate_literalAndNoSampleForLong_samplesOfTheLastArrivalStillCount", () => {
    expect(policyAt(3000, { literal: true }).decide({ now: 500 }).estimate).toBe(3_000_000);
  });
});

describe("ewma: candidates and buffer zones", () => {
  it("decide_highBuffer_highestWithin90PercentOfEstimate", () => {
    expect(policyAt(2000).decide({ buffer: 31, lastLevel: 2 })).toEqual({
      level: 2,
      reason: "high buffer",
      estimate: 2_000_000,
    });
    // 0.75 x 2400 is 1800, under 1850; 0.75 x 2480 is 1860
    const cautious = { bandwidthSafetyFactor: 0.75 };
    expect(policyAt(2400, cautious).decide({ buffer: 31, lastLevel: 2 }).level).toBe(2);
    expect(policyAt(2480, cautious).decide({ buffer: 31, lastLevel: 2 }).level).toBe(3);
  });

  it("decide_bitrateEqualToSafeEstimate_isCandidate", () => {
    expect(policyAt(2400, { bandwidthSafetyFactor: 0.5 }).decide({ buffer: 31, lastLevel: 2 }).level).toBe(2);
  });

  it("decide_nothingFits_lowestAtOnce", () => {
    // 0.9 x 300 is under the lowest; from 5 the jump limit would have left 3
    expect(policyAt(300).decide({ buffer: 31, lastLevel: 5 })).toMatchObject({
      level: 0,
      reason: "nothing fits",
    });
  });

  it("decide_panicBuffer_lowestDespiteJumpLimit", () => {
    expect(policyAt(9000).decide({ buffer: 4.999, lastLevel: 5 })).toMatchObject({
      level: 0,
      reason: "panic",
    });
  });

  it("decide_bufferAtPanicLevel_noPanic", () => {
    // low buffer: at most 0.7 x 4300 = 3010, level 4
    expect(policyAt(9000).decide({ buffer: 5, lastLevel: 5 })).toMatchObject({
      level: 4,
      reason: "low buffer",
    });
  });

  it("decide_lowBuffer_atMost70PercentOfCurrentBitrate", () => {
    // 0.7 x 1850 = 1295: level 2; 0.7 x 1200 = 840: level 1; 0.7 x 750 = 525: level 0; 0.7 x 300: none
    const policy = policyAt(9000);
    const from = (lastLevel: number, now: number) => policy.decide({ buffer: 7, lastLevel, now }).level;
    expect([from(3, 100), from(2, 110), from(1, 120), from(0, 125)]).toEqual([2, 1, 0, 0]);
  });

  it("decide_lowBufferAndSlowLink_bandwidthLimitsToo", () => {
    expect(policyAt(1000).decide({ buffer: 7, lastLevel: 3 }).level).toBe(1);
  });

  it("decide_lowBufferWithoutCurrentLevel_lowest", () => {
    expect(policyAt(9000).decide({ buffer: 7 })).toMatchObject({ level: 0, reason: "nothing fits" });
  });

  it.each([10, 20, 30])("decide_steadyBuffer%isAndCurrentFits_stays", (buffer) => {
    expect(policyAt(9000).decide({ buffer, lastLevel: 1 })).toMatchObject({ level: 1, reason: "steady" });
  });

  it("decide_steadyBufferAndCurrentDoesNotFit_highestCandidate", () => {
    expect(policyAt(2200).decide({ buffer: 20, lastLevel: 4 })).toMatchObject({ level: 3, reason: "steady" });
  });

  it("decide_bufferJustAboveMax_climbs", () => {
    expect(policyAt(2200).decide({ buffer: 30.001, lastLevel: 1 }).level).toBe(3);
  });
});

describe("ewma: stability", () => {
  it("decide_largeRise_atMostTwoLevels", () => {
    expect(policyAt(9000).decide({ buffer: 40, lastLevel: 0 })).toMatchObject({
      level: 2,
      reason: "jump limit",
    });
    expect(policyAt(9000, { maxLevelJump: 4 }).decide({ buffer: 40, lastLevel: 0 }).level).toBe(4);
  });

  it("decide_largeFallAbovePanic_atMostTwoLevels", () => {
    // 0.9 x 900 = 810: level 1
    expect(policyAt(900).decide({ buffer: 20, lastLevel: 5 })).toMatchObject({
      level: 3,
      reason: "jump limit",
    });
  });

  it("decide_noCurrentLevel_noJumpLimit", () => {
    expect(policyAt(9000).decide({ buffer: 40 }).level).toBe(5);
  });

  it("decide_lessThan5sAfterSwitch_staysWhileItFits", () => {
    const policy = policyAt(9000);
    expect(policy.decide({ buffer: 40, lastLevel: 0, now: 100 }).level).toBe(2);
    expect(policy.decide({ buffer: 40, lastLevel: 2, now: 104.999 })).toMatchObject({
      level: 2,
      reason: "recent switch",
    });
    expect(policy.decide({ buffer: 40, lastLevel: 2, now: 105 }).level).toBe(4);
  });

  it("decide_lessThan5sAfterSwitchButCurrentNoLongerFits_switches", () => {
    const policy = policyAt(2000);
    expect(policy.decide({ buffer: 40, lastLevel: 0, now: 100 }).level).toBe(2);
    policy.tell([1, 1, 1, 1, 1], 101);
    // fast: 2000 x 0.9^5 = 1181 kbit/s, 90 % of it 1063: level 1
    expect(policy.decide({ buffer: 40, lastLevel: 2, now: 101 }).level).toBe(1);
  });

  it("decide_panicRightAfterSwitch_lowest", () => {
    const policy = policyAt(9000);
    policy.decide({ buffer: 40, lastLevel: 0, now: 100 });
    expect(policy.decide({ buffer: 3, lastLevel: 2, now: 101 }).level).toBe(0);
  });

  it("decide_firstChoice_isNoSwitch", () => {
    const policy = policyAt(9000, { maxLevelJump: 1 });
    policy.decide({ buffer: 3, now: 100 });
    expect(policy.decide({ buffer: 40, lastLevel: 0, now: 101 }).level).toBe(1);
  });

  it("decide_requestInFlight_itsLevelIsTheCurrent", () => {
    const inFlight = { segment: 9, level: 3, start: 99, loaded: 0 };
    expect(policyAt(9000).decide({ buffer: 20, lastLevel: 1, inFlight }).level).toBe(3);
  });
});

describe("ewma: limits", () => {
  const top = { buffer: 40, lastLevel: 7 };

  it("decide_minAndMaxQuality_kept", () => {
    expect(policyAt(90_000, { maxQuality: 4 }, [...nineLevels]).decide(top)).toMatchObject({
      level: 4,
      reason: "limit",
    });
    expect(policyAt(9000, { minQuality: 2 }).decide({ buffer: 0, lastLevel: 3 }).level).toBe(2);
  });

  it("decide_minQualityAboveLadder_top", () => {
    expect(policyAt(9000, { minQuality: 9 }).decide({ buffer: 0, lastLevel: 3 }).level).toBe(5);
  });

  it("decide_screenHeight_highestThatIsNotTaller", () => {
    const policy = () => policyAt(90_000, {}, [...nineLevels]);
    expect(policy().decide({ ...top, device: { maxHeight: 1080 } }).level).toBe(6);
    expect(policy().decide({ ...top, device: { maxHeight: 1079 } }).level).toBe(4);
    expect(policy().decide({ ...top, device: { maxHeight: 100 } }).level).toBe(0);
  });

  it("decide_batteryUnder20Percent_720Lines", () => {
    const policy = (literal: boolean) => policyAt(90_000, { literal }, [...nineLevels]);
    expect(policy(false).decide({ ...top, device: { battery: 0.2 } }).level).toBe(8);
    expect(policy(false).decide({ ...top, device: { battery: 0.199 } }).level).toBe(4);
    expect(policy(false).decide({ ...top, device: { battery: 0.1, maxHeight: 480 } }).level).toBe(2);
    expect(policy(true).decide({ ...top, device: { battery: 0.1, maxHeight: 480 } }).level).toBe(4);
  });

  it("decide_meteredConnection_onlySaysSo", () => {
    const reasons = (["2g", "3g", "4g"] as const).map(
      (connection) => policyAt(9000).decide({ buffer: 20, lastLevel: 3, device: { connection } }).reason,
    );
    expect(reasons).toEqual(["steady, metered", "steady, metered", "steady"]);
  });

  it("decide_allowedRange_hasTheLastWord", () => {
    expect(policyAt(9000, { maxQuality: 1 }).decide({ ...top, lastLevel: 3, allowed: [2, 4] }).level).toBe(2);
  });

  it("decide_changeForcedByLimit_countsAsSwitch", () => {
    const policy = policyAt(9000);
    policy.decide({ buffer: 40, lastLevel: 3, allowed: [0, 2], now: 100 });
    expect(policy.decide({ buffer: 40, lastLevel: 2, now: 104 }).reason).toBe("recent switch");
  });
});

describe("ewma: literal", () => {
  const literal = { literal: true };

  it("decide_literalSteadyBuffer_highestCandidateWins", () => {
    expect(policyAt(2200, literal).decide({ buffer: 20, lastLevel: 1 }).level).toBe(3);
  });

  it("decide_literalPanic_slowedByJumpLimit", () => {
    expect(policyAt(9000, literal).decide({ buffer: 1, lastLevel: 5 }).level).toBe(3);
  });

  it("decide_literalSwitch_doesNotStartTheClock", () => {
    const policy = policyAt(9000, literal);
    expect(policy.decide({ buffer: 40, lastLevel: 0, now: 100 }).level).toBe(2);
    expect(policy.decide({ buffer: 40, lastLevel: 2, now: 101 }).level).toBe(4);
  });

  it("decide_literalForcedLevel_startsTheClock", () => {
    const policy = policyAt(9000, literal);
    expect(policy.decide({ buffer: 40, lastLevel: 2, allowed: [1, 1], now: 100 }).level).toBe(1);
    expect(policy.decide({ buffer: 40, lastLevel: 1, now: 104 })).toMatchObject({
      level: 1,
      reason: "recent switch",
    });
    expect(policy.decide({ buffer: 40, lastLevel: 1, now: 105 }).level).toBe(3);
  });

  it("decide_literalFirstChoice_jumpCountsFromBelowTheLadder", () => {
    expect(policyAt(9000, literal).decide({ buffer: 40 }).level).toBe(1);
  });
});

describe("ewmaWarnings", () => {
  const setting = { levels, segmentDuration: 4, maxBuffer: 34 };
  it("warnings_bufferNeverAboveMaxLevel_saysItNeverClimbs", () => {
    expect(ewmaWarnings({}, setting)).toEqual([
      "never climbs: its buffer is at most 30 s at a decision (maximum 34 s, segments of 4 s), and a level that " +
        "fits is kept up to maxBufferSeconds (30)",
    ]);
    expect(ewmaWarnings({}, { ...setting, maxBuffer: 34.001 })).toEqual([]);
    expect(ewmaWarnings({ maxBufferSeconds: 20 }, setting)).toEqual([]);
    expect(ewmaWarnings({ literal: true }, setting)).toEqual([]);
  });
});

describe("ewma with an estimator from elsewhere", () => {
  it("decide_anotherEstimator_usedAndTheDefaultWhileItKnowsNothing", () => {
    let known: number | undefined;
    const estimator = () => ({ add() {}, estimate: () => known });
    const policy = ewma({ estimator }, contextWith(levels));
    const decide = () => policy.decide(observationWith(levels, { buffer: 40 }));
    expect(decide().estimate).toBe(1_000_000);
    known = 5_600_000;
    expect(decide().estimate).toBe(5_600_000);
  });
});
