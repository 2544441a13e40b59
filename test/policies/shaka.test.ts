import { describe, expect, it } from "vitest";
import type { EstimatorFactory } from "../../src/estimators/estimator.js";
import type { Sample } from "../../src/model/policy.js";
import { type ShakaOptions, shaka } from "../../src/policies/shaka.js";
import { oracleTrace, oracleVideo } from "../support/oracles.js";
import { play, requestsOf } from "../support/plain.js";
import { fixedEstimator } from "./fixed-estimator.js";
import { contextWith, ladder, observationWith } from "./stage.js";

const levels = ladder(500, 1000, 2000, 4000);

/** The policy, its first choice made at 0 s with the default of 1 Mbit/s: 950 kbit/s fit. */
function started(options: Partial<ShakaOptions> = {}) {
  const policy = shaka(options, contextWith(levels));
  policy.decide(observationWith(levels, { now: 0 }));
  return policy;
}

/** The throughput of what was measured last. */
const newest: EstimatorFactory = () => {
  let last: number | undefined;
  return {
    add({ bits, start, end }) {
      last = bits / (end - start);
    },
    estimate: () => last,
  };
};

/** What was downloaded up to `end` in 1 s, at so many kbit/s. */
const download = (kbps: number, end: number): Sample => ({
  start: end - 1,
  firstByte: end - 1,
  end,
  bits: kbps * 1000,
  level: 0,
});

const at = (now: number, more: object = {}) => observationWith(levels, { now, ...more });

/** Level of the next decision, after a download that ended at `end`. */
function levelAfter(policy: ReturnType<typeof shaka>, kbps: number, end: number, more: object = {}): number {
  policy.onSample!(download(kbps, end), at(end, more));
  return policy.decide(at(end, more)).level;
}

/** The first choice, the estimate being so. */
const firstAt = (kbps: number, options: Partial<ShakaOptions> = {}, more: object = {}): number =>
  shaka({ estimator: fixedEstimator(kbps), ...options }, contextWith(levels)).decide(at(0, more)).level;

describe("shaka: which level", () => {
  it("decide_beforeAnySample_reckonsWithTheDefault", () => {
    const decide = (options: Partial<ShakaOptions>) => shaka(options, contextWith(levels)).decide(at(0));
    expect(decide({})).toEqual({ level: 0, reason: "default estimate", estimate: 1_000_000 });
    expect(decide({ defaultBandwidthEstimateKbps: 1052 }).level).toBe(0);
    expect(decide({ defaultBandwidthEstimateKbps: 1053 }).level).toBe(1);
  });

  it("decide_bitrateEqualToTheTargetOfTheEstimate_fits", () => {
    const half = { bandwidthDowngradeTarget: 0.5, bandwidthUpgradeTarget: 0.5 };
    expect(firstAt(3999, half)).toBe(1);
    expect(firstAt(4000, half)).toBe(2);
  });

  it("decide_defaultTargets_95PercentAlone", () => {
    expect([525, 527, 1052, 1053, 2105, 2106, 4210, 4211].map((kbps) => firstAt(kbps))).toEqual([
      0, 0, 0, 1, 1, 2, 2, 3,
    ]);
  });

  it("decide_upgradeTargetAboveTheOther_noLevelBetweenAndSoTheLowest", () => {
    // Level 2 up to 4000 / 1 kbit/s, level 3 from 4000 / 0.5.
    const options = { bandwidthDowngradeTarget: 0.5, bandwidthUpgradeTarget: 1 };
    expect([4000, 4001, 7999, 8000].map((kbps) => firstAt(kbps, options))).toEqual([2, 0, 0, 3]);
  });

  it("decide_playbackRate_multipliesWhatIsNeeded", () => {
    expect(firstAt(4211, {}, { playbackRate: 2 })).toBe(2);
    expect(firstAt(2106, {}, { playbackRate: 0.5 })).toBe(3);
  });

  it("decide_levelNotAllowed_highestOrLowestAllowed", () => {
    expect(firstAt(90_000, {}, { allowed: [0, 1] })).toBe(1);
    expect(firstAt(100, {}, { allowed: [2, 3] })).toBe(2);
  });

  it("decide_restrictions_amongThoseThatMeetThem", () => {
    expect(firstAt(90_000, { maxBandwidthKbps: 2000 })).toBe(2);
    expect(firstAt(100, { minBandwidthKbps: 1000 })).toBe(1);
    expect(firstAt(90_000, { minBandwidthKbps: 5000 })).toBe(0);
  });
});

describe("shaka: when", () => {
  it("onSample_firstGoodEstimate_choosesAtOnce", () => {
    const policy = started();
    // 125 kB, then 375 kB in all: good from 128 kB on. Of 1 and 2 Mbit/s the slow average is 1.53
    expect(levelAfter(policy, 1000, 1)).toBe(0);
    expect(policy.decide(at(1)).reason).toBe("default estimate");
    expect(levelAfter(policy, 2000, 2)).toBe(1);
  });

  it("onSample_withinTheSwitchInterval_stays", () => {
    const policy = started({ estimator: newest });
    expect(levelAfter(policy, 8000, 2)).toBe(3);
    expect(levelAfter(policy, 200, 9.999)).toBe(3);
    expect(levelAfter(policy, 200, 10)).toBe(0);
  });

  it("decide_laterThanTheInterval_doesNotChoose", () => {
    const policy = started();
    levelAfter(policy, 8000, 2);
    policy.onSample!(download(100, 3), at(3));
    expect(policy.decide(at(100))).toMatchObject({ level: 3, reason: "switch interval" });
  });

  it("onSample_minTimeToSwitch_holdsUpTheSecondChoiceOnly", () => {
    const policy = started({ estimator: newest, minTimeToSwitchSeconds: 5, switchIntervalSeconds: 2 });
    expect(levelAfter(policy, 8000, 4.999)).toBe(0);
    expect(levelAfter(policy, 8000, 5)).toBe(3);
    expect(levelAfter(policy, 200, 6.999)).toBe(3);
    expect(levelAfter(policy, 200, 7)).toBe(0);
  });

  it("onSample_beforeTheFirstDecision_isMeasuredAndNotActedOn", () => {
    const policy = shaka({}, contextWith(levels));
    policy.onSample!(download(4211, 1), at(1));
    expect(policy.decide(at(1))).toEqual({ level: 3, reason: "bandwidth", estimate: 4_211_000 });
  });

  it("decide_allowedChanged_choosesAtOnceAndCountsFromThere", () => {
    const policy = started({ estimator: newest });
    levelAfter(policy, 8000, 2);
    expect(policy.decide(at(4, { allowed: [0, 1] })).level).toBe(1);
    expect(policy.decide(at(5)).level).toBe(3);
    expect(levelAfter(policy, 200, 12.999)).toBe(3);
    expect(levelAfter(policy, 200, 13)).toBe(0);
  });

  it("onSample_fasterPlayback_waitsForTheInterval", () => {
    const policy = started();
    levelAfter(policy, 5000, 2);
    expect(levelAfter(policy, 5000, 9, { playbackRate: 2 })).toBe(3);
    expect(levelAfter(policy, 5000, 10, { playbackRate: 2 })).toBe(2);
  });

  it("onSample_silenceOfAMinute_choosesWithTheOldEstimate", () => {
    const policy = started();
    levelAfter(policy, 8000, 2);
    policy.onSample!({ ...download(0, 62), bits: 8 * 15_999 }, at(62));
    expect(policy.decide(at(62))).toMatchObject({ level: 3, reason: "bandwidth" });
  });

  it("onSample_fromACache_isNotMeasuredAndMayStillChoose", () => {
    const policy = started();
    levelAfter(policy, 1100, 2);
    policy.onSample!({ ...download(0, 11), start: 10.996, firstByte: 10.996, bits: 80e6 }, at(11));
    expect(policy.decide(at(11))).toMatchObject({ level: 1, reason: "bandwidth" });
  });
});

describe("shaka: progress", () => {
  const request = { segment: 0, level: 0, start: 10, firstByte: 10, total: 2_000_000 };

  it("onProgress_longAndLargeEnough_isMeasured", () => {
    const policy = started();
    // 140 kB in 0.1 s and a little: 11.1 Mbit/s
    policy.onProgress!({ ...request, loaded: 1_120_000 }, at(10.1));
    expect(policy.decide(at(10.1)).level).toBe(0);
    policy.onProgress!({ ...request, loaded: 1_120_000 }, at(10.101));
    expect(policy.decide(at(10.101))).toMatchObject({ level: 3, reason: "bandwidth" });
  });

  it("onSample_afterProgress_measuresOnlyTheRest", () => {
    const good = (bits: number) => {
      const policy = started({ minTotalBytes: 200_000 });
      policy.onProgress!({ ...request, total: bits, loaded: 1_000_000 }, at(11));
      policy.onSample!({ start: 10, firstByte: 10, end: 12, bits, level: 0 }, at(12));
      return policy.decide(at(12)).reason === "bandwidth";
    };
    expect(good(1_599_992)).toBe(false);
    expect(good(1_600_000)).toBe(true);
  });

  it("onProgress_switchedSince_givesTheDownloadUpForTheNewLevel", () => {
    const policy = started();
    levelAfter(policy, 8000, 2);
    const { level } = policy.decide(at(2));
    const other = { ...request, level: level - 1, loaded: 100_000 };
    expect(policy.onProgress!(other, at(3))).toEqual({ abandonTo: level });
    expect(policy.onProgress!({ ...other, level }, at(3.05))).toBeUndefined();
  });

  it("onProgress_levelNotAllowed_isGivenUpForOneThatIs", () => {
    const policy = started();
    levelAfter(policy, 8000, 2);
    const { level } = policy.decide(at(2));
    const view = at(3, { allowed: [0, level - 1] });
    expect(policy.onProgress!({ ...request, level, loaded: 100_000 }, view)).toEqual({
      abandonTo: level - 1,
    });
  });

  it("onProgress_estimatorGiven_isToldOfTheSameStretches", () => {
    const told: number[] = [];
    const estimator = () => ({ add: ({ bits }: Sample) => told.push(bits), estimate: () => undefined });
    const policy = started({ estimator });
    policy.onProgress!({ ...request, loaded: 600_000 }, at(11));
    policy.onProgress!({ ...request, loaded: 700_000 }, at(11.5));
    policy.onProgress!({ ...request, loaded: 900_000 }, at(11.6));
    policy.onSample!({ start: 10, firstByte: 10, end: 12, bits: 2_000_000, level: 0 }, at(12));
    expect(told).toEqual([600_000, 300_000, 1_100_000]);
  });
});

describe("shaka: dropped frames", () => {
  const device = (droppedFrames: number, totalFrames: number) => ({ device: { droppedFrames, totalFrames } });
  /** At 2 s level 3 is chosen; of 100 frames since, so many were dropped by 4 s. */
  function dropping(dropped: number, options: Partial<ShakaOptions> = {}) {
    const policy = started(options);
    levelAfter(policy, 8000, 2, device(0, 100));
    return { policy, level: policy.decide(at(4, device(dropped, 200))).level };
  }

  it("decide_tooManyDropped_givesTheLevelUpFor30s", () => {
    expect(dropping(14).level).toBe(3);
    const { policy, level } = dropping(15);
    expect(level).toBe(2);
    expect(policy.decide(at(33.999)).level).toBe(2);
    expect(policy.decide(at(34)).level).toBe(3);
  });

  it("decide_tooManyDroppedAndNothingElseAllowed_keepsTheLevel", () => {
    const policy = started();
    levelAfter(policy, 8000, 2, { ...device(0, 100), allowed: [3, 3] });
    expect(policy.decide(at(4, { ...device(50, 200), allowed: [3, 3] })).level).toBe(3);
    expect(policy.decide(at(6, device(50, 300))).level).toBe(3);
  });

  it("decide_droppedFramesOff_stays", () => {
    expect(dropping(90, { droppedFrames: false }).level).toBe(3);
  });
});

describe("shaka: golden figures", () => {
  const session = (player: object) =>
    requestsOf(
      play({
        trace: oracleTrace("trace-commute-1.json"),
        video: oracleVideo("video-six-level.json"),
        policy: (_, context) => shaka({}, context),
        player: { maxBuffer: 10, bufferLimit: "below", startupBuffer: 0, resumeBuffer: 0, ...player },
      }).requests,
    )
      .map(({ level }) => level)
      .join("");

  it("session_wholeDownloads_asFrozen", () => {
    expect(session({})).toMatchInlineSnapshot(
      `"122223311111112111000000000000000112222111222222231100000001111220000112223"`,
    );
  });

  it("session_withProgress_asFrozen", () => {
    const abandonment = { progressEvery: 0.101, progressBits: 128_000, afterwards: "asked" };
    expect(session({ abandonment })).toMatchInlineSnapshot(
      `"1222222233111122222211000000000000000000111222222222222233220000000000011122110000011122233344"`,
    );
  });
});
