import { describe, expect, it } from "vitest";
import type { Observation } from "../../src/model/policy.js";
import { type RecommenderOptions, recommender, recommenderWarnings } from "../../src/policies/recommender.js";
import { goldenSession } from "./golden.js";
import { contextWith, nineLevels, observationWith, tell } from "./stage.js";

const levels = nineLevels;

const decisionAt = (
  kbps: readonly number[],
  overrides: Partial<Observation> = {},
  { hour, ...options }: Partial<RecommenderOptions> & { hour?: number } = {},
) => {
  const policy = recommender(options, contextWith(levels, hour === undefined ? {} : { hour }));
  tell(policy, levels, kbps);
  return policy.decide(observationWith(levels, overrides));
};

describe("recommender", () => {
  it.each([
    [2499, 2], // x 0.8 = 1999.2
    [2500, 3],
    [100, 0],
    [90_000, 8],
  ])("decide_bandwidthOf%dKbps_level%d", (kbps, level) => {
    expect(decisionAt([kbps])).toMatchObject({ level, reason: "bandwidth", waitSeconds: 0 });
  });

  it("decide_bandwidth_meanOfTheLast5", () => {
    expect(decisionAt([90_000, 1000, 2000, 3000, 4000, 5000]).estimate).toBe(3_000_000);
    expect(decisionAt([1000, 5000], {}, { sampleCount: 1 }).estimate).toBe(5_000_000);
  });

  it.each([
    [10, 3],
    [9.99, 2], // x 0.5 = 1250
    [0, 2],
  ])("decide_bufferOf%ds_level%d", (buffer, level) => {
    expect(decisionAt([2500], { buffer }).level).toBe(level);
  });

  it("decide_whatWasPlayed_doesNotCount", () => {
    const all = [undefined, 0, 8].map((lastLevel) => decisionAt([2500], { lastLevel }).level);
    expect(all).toEqual([3, 3, 3]);
  });

  it("decide_screen_caps", () => {
    expect(decisionAt([90_000], { device: { maxHeight: 1080 } })).toMatchObject({
      level: 6,
      reason: "limit",
    });
  });

  describe("prior", () => {
    it("decide_nothingMeasured_theDocumentsExample", () => {
      expect(decisionAt([])).toEqual({ level: 3, waitSeconds: 0, reason: "prior", estimate: undefined });
    });

    it.each([
      [19, 3],
      [20, 2], // 1250 x 0.8 = 1000
      [22, 2],
      [23, 3],
      [0, 3],
    ])("decide_nothingMeasuredAt%dh_level%d", (hour, level) => {
      expect(decisionAt([], {}, { hour }).level).toBe(level);
    });

    it("decide_busyPastMidnight_stillBusy", () => {
      const at = (hour: number) => decisionAt([], {}, { hour, busyFromHour: 22, busyHours: 4 }).level;
      expect([21, 22, 23, 0, 1, 2].map(at)).toEqual([3, 2, 2, 2, 2, 3]);
    });

    it("decide_somethingMeasured_hourDoesNotCount", () => {
      expect(decisionAt([2500], {}, { hour: 20 }).level).toBe(3);
    });
  });

  describe("battery", () => {
    it("decide_low_waitsForTwoSegments", () => {
      const device = { battery: 0.19 };
      expect(decisionAt([2500], { device, buffer: 33 })).toMatchObject({ level: 3, waitSeconds: 13 });
      expect(decisionAt([2500], { device, buffer: 20 }).waitSeconds).toBe(0);
    });

    it("decide_chargedOrUnknown_noWait", () => {
      expect(decisionAt([2500], { device: { battery: 0.2 }, buffer: 50 }).waitSeconds).toBe(0);
      expect(decisionAt([2500], { device: {}, buffer: 50 }).waitSeconds).toBe(0);
    });

    it("decide_lowBeforePlaying_noWait", () => {
      expect(decisionAt([2500], { device: { battery: 0.1 }, buffer: 50, phase: "startup" }).waitSeconds).toBe(
        0,
      );
    });
  });

  it("decide_levelNotAllowed_nearestAllowed", () => {
    expect(decisionAt([2500], { allowed: [4, 8] })).toMatchObject({ level: 4, reason: "limit" });
  });

  it("create_anotherEstimator_usedAndNothingClaimed", () => {
    const context = contextWith(levels);
    const estimator = () => ({ add() {}, estimate: () => 2_500_000 });
    const policy = recommender({ estimator }, context);
    expect(policy.decide(observationWith(levels)).level).toBe(3);
    expect([policy.monotone, recommender({}, context).monotone]).toEqual([undefined, true]);
  });

  it("session_goldenTrace_asFrozen", () => {
    expect(goldenSession(recommender)).toBe(GOLDEN);
  });
});

const GOLDEN = "222233333333333333333333333333333333333333333333333333333333333333333333333";

describe("recommenderWarnings", () => {
  const setting = { levels, segmentDuration: 4, maxBuffer: 13 };
  it("warnings_bufferAlwaysLow_saysSo", () => {
    expect(recommenderWarnings({}, setting)).toEqual([
      "always takes its buffer for low: its buffer is at most 9 s at a decision (maximum 13 s, segments of 4 s), " +
        "which is below lowBufferSeconds (10)",
    ]);
    expect(recommenderWarnings({}, { ...setting, maxBuffer: 14 })).toEqual([]);
  });
});
