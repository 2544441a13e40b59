import { describe, expect, it } from "vitest";
import type { Observation } from "../../src/model/policy.js";
import { type BufferOptions, buffer, bufferWarnings } from "../../src/policies/buffer.js";
import { contextWith, ladder, nineLevels, observationWith, tell } from "./stage.js";

function policyAt(kbps: readonly number[], options: Partial<BufferOptions> = {}, levels = nineLevels) {
  const policy = buffer(options, contextWith(levels));
  tell(policy, levels, kbps);
  return (overrides: Partial<Observation>) => policy.decide(observationWith(levels, overrides));
}

describe("buffer: estimate", () => {
  it("estimate_noSample_none", () => {
    expect(policyAt([])({ lastLevel: 3 }).estimate).toBeUndefined();
  });

  it("estimate_samples_70PercentNew", () => {
    expect(policyAt([1000])({ lastLevel: 3 }).estimate).toBe(1_000_000);
    // 0.7 x 2000 + 0.3 x 1000 = 1700, then 0.7 x 1000 + 0.3 x 1700 = 1210
    expect(policyAt([1000, 2000])({ lastLevel: 3 }).estimate).toBeCloseTo(1_700_000, 3);
    expect(policyAt([1000, 2000, 1000])({ lastLevel: 3 }).estimate).toBeCloseTo(1_210_000, 3);
  });
});

describe("buffer: start", () => {
  it("decide_firstSegment_720pMediumByName", () => {
    expect(policyAt([])({ buffer: 0 })).toEqual({ level: 3, reason: "start", estimate: undefined });
    const renamed = nineLevels.map((level, index) => ({
      ...level,
      name: index === 5 ? "720p_medium" : `level ${index}`,
    }));
    expect(policyAt([], {}, renamed)({ buffer: 0 }).level).toBe(5);
  });

  it("decide_firstSegmentWithoutThatName_highestOfAtMost2Mbps", () => {
    expect(policyAt([], {}, ladder(300, 2000, 2001))({ buffer: 0 }).level).toBe(1);
    expect(policyAt([], {}, ladder(2500, 4000))({ buffer: 0 }).level).toBe(0);
  });

  it("decide_firstSegmentOnSmallScreen_cappedByHeight", () => {
    expect(policyAt([])({ buffer: 0, device: { maxHeight: 480 } }).level).toBe(2);
  });
});

describe("buffer: zones", () => {
  it("decide_bufferUnder5s_lowest", () => {
    expect(policyAt([9000])({ buffer: 4.999, lastLevel: 3 })).toMatchObject({ level: 0, reason: "panic" });
  });

  it("decide_bufferFrom5sUnder10s_oneBelowTheBest", () => {
    // 0.85 x 9000 = 7650: the best is 5
    expect(policyAt([9000])({ buffer: 5, lastLevel: 3 })).toMatchObject({ level: 4, reason: "conservative" });
    expect(policyAt([9000])({ buffer: 9.999, lastLevel: 3 }).level).toBe(4);
  });

  it("decide_bufferFrom10s_best", () => {
    expect(policyAt([9000])({ buffer: 10, lastLevel: 3 })).toMatchObject({ level: 5, reason: "best" });
  });

  it("decide_bitrateEqualToSafeBandwidth_fits", () => {
    expect(policyAt([10_000], { safetyFactor: 0.5 })({ buffer: 20, lastLevel: 3 }).level).toBe(5);
  });

  it("decide_nothingFits_lowest", () => {
    expect(policyAt([350])({ buffer: 20, lastLevel: 3 }).level).toBe(0);
    expect(policyAt([350])({ buffer: 7, lastLevel: 3 }).level).toBe(0);
    expect(policyAt([])({ buffer: 20, lastLevel: 3 }).level).toBe(0);
  });
});

describe("buffer: hysteresis", () => {
  it("decide_oneLevelChangeWithin10sOfSwitch_held", () => {
    const decide = policyAt([9000]);
    expect(decide({ buffer: 20, lastLevel: 3, now: 100 }).level).toBe(5);
    // the best is still 5; conservative asks for 4
    expect(decide({ buffer: 7, lastLevel: 5, now: 109.999 })).toMatchObject({ level: 5, reason: "hold" });
    expect(decide({ buffer: 7, lastLevel: 5, now: 110 })).toMatchObject({ level: 4, reason: "conservative" });
  });

  it("decide_oneLevelChangeBeforeAnySwitch_made", () => {
    expect(policyAt([9000])({ buffer: 20, lastLevel: 4 }).level).toBe(5);
  });

  it("decide_twoLevelChangeRightAfterSwitch_made", () => {
    const decide = policyAt([9000]);
    decide({ buffer: 20, lastLevel: 3, now: 100 });
    expect(decide({ buffer: 1, lastLevel: 5, now: 101 }).level).toBe(0);
    expect(decide({ buffer: 20, lastLevel: 0, now: 102 }).level).toBe(5);
  });

  it("decide_panicFromLevel1RightAfterSwitch_waitsUnlessPanicAtOnce", () => {
    // 0.85 x 800 = 680: the best is 1
    for (const [panicAtOnce, level] of [
      [false, 1],
      [true, 0],
    ] as const) {
      const decide = policyAt([800], { panicAtOnce });
      expect(decide({ buffer: 20, lastLevel: 3, now: 100 }).level).toBe(1);
      expect(decide({ buffer: 1, lastLevel: 1, now: 101 }).level).toBe(level);
    }
  });

  it("decide_startLevel_isNoSwitch", () => {
    const decide = policyAt([4000]);
    decide({ buffer: 0, now: 0 });
    expect(decide({ buffer: 20, lastLevel: 3, now: 1 }).level).toBe(4);
  });
});

describe("buffer: limits", () => {
  it("decide_targetTallerThanScreen_capped", () => {
    expect(policyAt([9000])({ lastLevel: 1, device: { maxHeight: 720 } }).level).toBe(4);
  });

  it("decide_levelNotAllowed_nearestAllowedEvenWhenHeld", () => {
    expect(policyAt([9000])({ lastLevel: 1, allowed: [0, 3] }).level).toBe(3);
    const decide = policyAt([9000]);
    decide({ lastLevel: 3, now: 100 });
    expect(decide({ lastLevel: 5, now: 101, allowed: [0, 4] }).level).toBe(4);
  });

  it("warnings_bufferAlwaysUnderConservative_saysSo", () => {
    const setting = { levels: nineLevels, segmentDuration: 4, maxBuffer: 13.9 };
    expect(bufferWarnings({}, setting)).toEqual([
      "always stays one level under what fits: its buffer is at most 9.9 s at a decision (maximum 13.9 s, " +
        "segments of 4 s), which is below conservativeSeconds (10)",
    ]);
    expect(bufferWarnings({}, { ...setting, maxBuffer: 14 })).toEqual([]);
    expect(bufferWarnings({}, { ...setting, maxBuffer: 8.9 })).toEqual([
      "stays at level 0: its buffer is at most 4.9 s at a decision (maximum 8.9 s, segments of 4 s), " +
        "which is below panicSeconds (5)",
    ]);
  });
});

describe("buffer: changes soon after a switch", () => {
  it("decide_exactlyTwoLevelsRightAfterASwitch_switches", () => {
    // At 10 Mbit/s, 85 % fit level 6 (8 Mbit/s); with a low buffer one level less, so 5; a drop from 7 to 5 is two.
    const decide = policyAt([10_000]);
    expect(decide({ buffer: 20, lastLevel: 3, now: 100 }).level).toBe(6);
    expect(decide({ buffer: 7, lastLevel: 7, now: 101 }).level).toBe(5);
    expect(decide({ buffer: 7, lastLevel: 6, now: 102 }).level).toBe(6);
  });

  it("decide_10sAfterASwitchButForRounding_switches", () => {
    const decide = policyAt([10_000]);
    expect(decide({ buffer: 20, lastLevel: 3, now: 0.1 }).level).toBe(6);
    expect(decide({ buffer: 7, lastLevel: 6, now: 10.1 - 1e-12 }).level).toBe(5);
  });
});

describe("buffer with an estimator from elsewhere", () => {
  it("decide_anotherEstimator_used", () => {
    const estimator = () => ({ add() {}, estimate: () => 7_000_000 });
    const policy = buffer({ estimator }, contextWith(nineLevels));
    const decision = policy.decide(observationWith(nineLevels, { lastLevel: 0 }));
    expect(decision).toMatchObject({ reason: "best", estimate: 7_000_000 });
  });
});
