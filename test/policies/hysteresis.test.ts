import { describe, expect, it } from "vitest";
import type { Observation } from "../../src/model/policy.js";
import { type HysteresisOptions, hysteresis, hysteresisWarnings } from "../../src/policies/hysteresis.js";
import { contextWith, observationWith, tell } from "./stage.js";

/** The ladder of the platform front-end document. */
const levels = [
  { bitrate: 1_000_000, height: 360 },
  { bitrate: 3_000_000, height: 720 },
  { bitrate: 6_000_000, height: 1080 },
  { bitrate: 15_000_000, height: 2160 },
  { bitrate: 25_000_000, height: 2160 },
];

function policyAt(kbps: readonly number[], options: Partial<HysteresisOptions> = {}) {
  const policy = hysteresis(options, contextWith(levels));
  tell(policy, levels, kbps);
  return (overrides: Partial<Observation>) => policy.decide(observationWith(levels, overrides));
}

describe("hysteresis: bandwidth", () => {
  it("estimate_fewerSamplesThanTheWindow_meanOfAll", () => {
    expect(policyAt([1000, 3000])({ lastLevel: 0 }).estimate).toBe(2_000_000);
  });

  it("estimate_moreSamplesThanTheWindow_meanOfTheNewest", () => {
    const kbps = [90_000, 1000, 2000, 3000, 4000, 5000];
    expect(policyAt(kbps)({ lastLevel: 0 }).estimate).toBe(3_000_000);
    expect(policyAt(kbps, { sampleCount: 3 })({ lastLevel: 0 }).estimate).toBe(4_000_000);
  });
});

describe("hysteresis: start", () => {
  it("decide_firstSegmentWithoutSamples_lowest", () => {
    expect(policyAt([])({ buffer: 0 })).toEqual({ level: 0, reason: "start", estimate: undefined });
  });

  it("decide_firstSegmentWithSamples_highestThatIsCovered", () => {
    expect(policyAt([6000])({ buffer: 0 }).level).toBe(2);
  });
});

describe("hysteresis: up", () => {
  it("decide_bandwidthOver1point5TimesNextAndBufferOver25s_oneLevelUp", () => {
    expect(policyAt([90_000])({ buffer: 25.001, lastLevel: 0 })).toMatchObject({ level: 1, reason: "climb" });
  });

  it("decide_bufferAt25s_stays", () => {
    expect(policyAt([90_000])({ buffer: 25, lastLevel: 0 })).toMatchObject({ level: 0, reason: "hold" });
  });

  it("decide_bandwidthAt1point5TimesNext_stays", () => {
    expect(policyAt([4500])({ buffer: 26, lastLevel: 0 }).level).toBe(0);
    expect(policyAt([4501])({ buffer: 26, lastLevel: 0 }).level).toBe(1);
  });

  it("decide_top_stays", () => {
    expect(policyAt([90_000])({ buffer: 50, lastLevel: 4 })).toMatchObject({ level: 4, reason: "hold" });
  });

  it("decide_lessThan10sAfterUpSwitch_stays", () => {
    const decide = policyAt([90_000]);
    expect(decide({ buffer: 30, lastLevel: 0, now: 100 }).level).toBe(1);
    expect(decide({ buffer: 30, lastLevel: 1, now: 109.999 })).toMatchObject({
      level: 1,
      reason: "recent switch",
    });
    expect(decide({ buffer: 30, lastLevel: 1, now: 110 }).level).toBe(2);
  });

  it("decide_lessThan10sAfterDownSwitch_noUpSwitch", () => {
    const decide = policyAt([90_000]);
    expect(decide({ buffer: 7, lastLevel: 2, now: 100 }).level).toBe(1);
    expect(decide({ buffer: 30, lastLevel: 1, now: 109 }).level).toBe(1);
    expect(decide({ buffer: 30, lastLevel: 1, now: 110 }).level).toBe(2);
  });
});

describe("hysteresis: down", () => {
  it("decide_bandwidthUnder0point8TimesCurrent_highestThatIsCovered", () => {
    expect(policyAt([3500])({ lastLevel: 3 })).toMatchObject({ level: 1, reason: "low bandwidth" });
  });

  it("decide_bandwidthAt0point8TimesCurrent_stays", () => {
    expect(policyAt([12_000])({ lastLevel: 3 }).level).toBe(3);
    expect(policyAt([11_999])({ lastLevel: 3 }).level).toBe(2);
  });

  it("decide_bandwidthUnderEveryLevel_lowest", () => {
    expect(policyAt([500])({ lastLevel: 3 }).level).toBe(0);
  });

  it("decide_bufferUnder8sAndBandwidthAmple_oneLevelDown", () => {
    expect(policyAt([90_000])({ buffer: 7.999, lastLevel: 3 })).toMatchObject({
      level: 2,
      reason: "low buffer",
    });
    expect(policyAt([90_000])({ buffer: 8, lastLevel: 3 }).level).toBe(3);
  });

  it("decide_bufferUnder8sAtLowest_stays", () => {
    expect(policyAt([90_000])({ buffer: 1, lastLevel: 0 }).level).toBe(0);
  });

  it("decide_bufferUnder8sWithoutSamples_oneLevelDown", () => {
    expect(policyAt([])({ buffer: 1, lastLevel: 3 }).level).toBe(2);
    expect(policyAt([])({ buffer: 20, lastLevel: 3 })).toMatchObject({ level: 3, reason: "no samples" });
  });

  it("decide_rightAfterSwitch_downAtOnce", () => {
    const decide = policyAt([90_000]);
    expect(decide({ buffer: 30, lastLevel: 2, now: 100 }).level).toBe(3);
    expect(decide({ buffer: 7, lastLevel: 3, now: 100.5 }).level).toBe(2);
  });
});

describe("hysteresis: zones of the flow chart", () => {
  const zones = { zones: true };

  it("decide_zonesAndBufferUpTo30s_noUpSwitch", () => {
    expect(policyAt([90_000], zones)({ buffer: 30, lastLevel: 0 }).level).toBe(0);
    expect(policyAt([90_000], zones)({ buffer: 30.001, lastLevel: 0 }).level).toBe(1);
  });

  it("decide_zonesAndBufferFrom10s_lowBandwidthIsNotHeeded", () => {
    expect(policyAt([3500], zones)({ buffer: 10, lastLevel: 3 }).level).toBe(3);
    expect(policyAt([3500], zones)({ buffer: 9.999, lastLevel: 3 }).level).toBe(1);
  });

  it("decide_zonesAndBufferUnder8s_downAsEver", () => {
    expect(policyAt([90_000], zones)({ buffer: 7, lastLevel: 3 }).level).toBe(2);
  });
});

describe("hysteresis: limits", () => {
  it("decide_screenHeight_caps", () => {
    expect(policyAt([90_000])({ lastLevel: 3, device: { maxHeight: 1080 } })).toMatchObject({
      level: 2,
      reason: "limit",
    });
  });

  it("decide_lowBattery_720Lines", () => {
    expect(policyAt([90_000])({ lastLevel: 3, device: { battery: 0.19 } }).level).toBe(1);
    expect(policyAt([90_000])({ lastLevel: 3, device: { battery: 0.2 } }).level).toBe(3);
  });

  it("decide_viewersChoice_caps", () => {
    expect(policyAt([90_000], { maxQuality: 1 })({ lastLevel: 3 }).level).toBe(1);
  });

  it("decide_levelNotAllowed_nearestAllowed", () => {
    expect(policyAt([90_000])({ lastLevel: 1, allowed: [2, 3] }).level).toBe(2);
  });
});

describe("hysteresisWarnings", () => {
  const setting = { levels, segmentDuration: 4, maxBuffer: 29 };
  it("warnings_bufferNeverOverTheClimbingLevel_saysItNeverClimbs", () => {
    expect(hysteresisWarnings({}, setting)).toEqual([
      "never climbs: its buffer is at most 25 s at a decision (maximum 29 s, segments of 4 s), and climbing takes " +
        "more than 25 s",
    ]);
    expect(hysteresisWarnings({}, { ...setting, maxBuffer: 30 })).toEqual([]);
    expect(hysteresisWarnings({ zones: true }, { ...setting, maxBuffer: 34 })).toHaveLength(1);
    expect(hysteresisWarnings({ zones: true }, { ...setting, maxBuffer: 35 })).toEqual([]);
  });
});

describe("hysteresis with an estimator from elsewhere", () => {
  it("decide_anotherEstimator_used", () => {
    const estimator = () => ({ add() {}, estimate: () => 1_000_000 });
    const policy = hysteresis({ estimator }, contextWith(levels));
    const decision = policy.decide(observationWith(levels, { lastLevel: 3 }));
    expect(decision).toMatchObject({ reason: "low bandwidth", estimate: 1_000_000 });
  });
});
