import { describe, expect, it } from "vitest";
import { slidingMean } from "../../src/estimators/sliding-mean.js";
import type { Observation } from "../../src/model/policy.js";
import { type ThroughputOptions, throughput } from "../../src/policies/throughput.js";
import { goldenRequests } from "./sabre/golden.js";
import { contextWith, ladder, observationWith, sampleOf } from "./stage.js";

const levels = ladder(500, 1000, 2000, 3000);

/** Half-lives at which the average of one download of 1 s is exactly that download, for tests at equality. */
const unrounded = { fastHalfLifeSeconds: 1, slowHalfLifeSeconds: 1 };

/** The policy, told of one download: so many kbit/s after the first bit, which took so long to come. */
function policyAt(kbps: number | undefined, latency = 0, options: Partial<ThroughputOptions> = {}) {
  const policy = throughput(options, contextWith(levels));
  if (kbps !== undefined) policy.onSample!(sampleOf(kbps, { start: 99 - latency }), observationWith(levels));
  return (overrides: Partial<Observation>) => policy.decide(observationWith(levels, overrides));
}

describe("throughput", () => {
  it("decide_beforeAnySample_lowest", () => {
    expect(policyAt(undefined)({ buffer: 0 })).toEqual({
      level: 0,
      waitSeconds: 0,
      reason: "no samples",
      estimate: undefined,
    });
  });

  it("decide_ampleBuffer_highestWithin90PercentOfThroughput", () => {
    expect(policyAt(2222)({ lastLevel: 0 }).level).toBe(1);
    expect(policyAt(2223)({ lastLevel: 0 })).toMatchObject({ level: 2, reason: "throughput" });
  });

  it("decide_bitrateEqualToSafeThroughput_fits", () => {
    const exact = { ...unrounded, safetyFactor: 0.5 };
    expect(policyAt(4000, 0, exact)({}).level).toBe(2);
    expect(policyAt(3999, 0, exact)({}).level).toBe(1);
  });

  it("decide_latency_isTakenOffTheSegmentsTime", () => {
    // 1 s of latency leaves 3 s of 4: 4 s x 2000 kbit/s needs 0.9 x throughput >= 2667, throughput >= 2963
    expect(policyAt(2962, 1)({ lastLevel: 0 }).level).toBe(1);
    expect(policyAt(2964, 1)({ lastLevel: 0 }).level).toBe(2);
  });

  it("decide_latencyLongerThanASegment_lowest", () => {
    expect(policyAt(90_000, 4.5)({ lastLevel: 3 }).level).toBe(0);
  });

  it("decide_estimate_isWithoutSafetyFactor", () => {
    expect(policyAt(2500, 1)({}).estimate).toBeCloseTo(2_500_000, 3);
  });

  it("decide_levelNotAllowed_nearestAllowed", () => {
    expect(policyAt(90_000)({ allowed: [0, 1] })).toMatchObject({ level: 1, reason: "limit" });
    expect(policyAt(undefined)({ allowed: [2, 3] }).level).toBe(2);
  });
});

describe("throughput: insufficient buffer", () => {
  it("decide_bufferTooShortForTheLevel_lowered", () => {
    // 4000 kbit/s sustains 3000. Safe: 0.9 x 2 s x 4000 = 7200 kbit; 4 s of 1000 is 4000, of 2000 is 8000
    expect(policyAt(4000)({ buffer: 2 })).toMatchObject({ level: 1, reason: "insufficient buffer" });
    expect(policyAt(4000, 0, { insufficientBuffer: false })({ buffer: 2 }).level).toBe(3);
  });

  it("decide_latency_shortensTheBuffer", () => {
    // 0.9 x (2 - 0.9) x 4000 = 3960 kbit, under the 4000 of level 1
    expect(policyAt(4000, 0.9)({ buffer: 2 }).level).toBe(0);
  });

  it("decide_bufferShorterThanLatency_lowest", () => {
    expect(policyAt(4000, 0.5)({ buffer: 0.2 }).level).toBe(0);
  });

  it("decide_sizeEqualToWhatIsSafe_fits", () => {
    const options = { ...unrounded, bufferSafetyStart: 0.5 };
    expect(policyAt(4000, 0, options)({ buffer: 4 }).level).toBe(2);
    expect(policyAt(4000, 0, options)({ buffer: 3.999 }).level).toBe(1);
  });

  it("decide_againAndAgain_safetyFallsBy10PercentDownToAHalf", () => {
    // 4 s of 3000 kbit/s, 12000 kbit, fit while s x 3.4 s x 4000 >= 12000: while s >= 0.882; 4 s of 2000 while
    // s >= 0.588. s: 0.9, 0.81, 0.729, 0.6561, 0.59049, 0.531441, 0.5, 0.5
    const decide = policyAt(4000, 0, unrounded);
    const levelsWith = (buffer: number, times: number) =>
      Array.from({ length: times }, () => decide({ buffer }).level);
    expect(levelsWith(3.4, 8)).toEqual([3, 2, 2, 2, 2, 1, 1, 1]);
    // s stays at 0.5, and that for good: 8000 <= 0.5 x B x 4000 from 4 s on
    expect(levelsWith(3.999, 1)).toEqual([1]);
    expect(levelsWith(4, 1)).toEqual([2]);
  });

  it("decide_beforeAnySample_doesNotUseTheRule", () => {
    const policy = throughput({}, contextWith(levels));
    for (let i = 0; i < 5; i++) policy.decide(observationWith(levels, { buffer: 0 }));
    policy.onSample!(sampleOf(4000), observationWith(levels));
    // s is 0.9 yet: 0.9 x 2.3 x 4000 = 8280 kbit; at 0.81 it would be 7452
    expect(policy.decide(observationWith(levels, { buffer: 2.3 })).level).toBe(2);
  });
});

describe("throughput: abandonment", () => {
  /** Of a segment of 2000 kbit/s, 8 Mbit, asked for at 90 s. */
  function abandonTo(
    {
      loaded,
      latency = 0,
      at,
      total = 8e6,
    }: { loaded: number; latency?: number; at: number; total?: number },
    allowed: readonly [number, number] = [0, 3],
  ) {
    const policy = throughput({}, contextWith(levels));
    const inFlight = { segment: 10, level: 2, start: 90, firstByte: 90 + latency, loaded, total };
    return policy.onProgress!(inFlight, observationWith(levels, { now: at, allowed }))?.abandonTo;
  }

  it("progress_wouldLastMoreThan1Point8Segments_levelOfWhatItsRateSustains", () => {
    // In 1 s: 8 Mbit in 7.2 s are 1.111 Mbit/s, of which 0.9 sustain just 1000 kbit/s.
    expect(abandonTo({ loaded: 1.112e6, at: 91 })).toBeUndefined();
    expect(abandonTo({ loaded: 1.11e6, at: 91 })).toBe(0);
    // With 2 s of latency, 7.2 s leave 5.2 s: 1.538 Mbit/s and 0.9 of it, 1.385, sustain 1000 kbit/s.
    expect(abandonTo({ loaded: 1.539e6, latency: 2, at: 93 })).toBeUndefined();
    expect(abandonTo({ loaded: 1.537e6, latency: 2, at: 93 })).toBe(1);
  });

  it("progress_lessThanHalfASecond_no", () => {
    expect(abandonTo({ loaded: 1e4, at: 90.49 })).toBeUndefined();
    expect(abandonTo({ loaded: 1e4, at: 90.5 })).toBe(0);
  });

  it("progress_levelSustainedIsNoLower_no", () => {
    // 40 Mbit in 4 s at 5 Mbit/s would last 8 s; but it sustains more than the level.
    expect(abandonTo({ loaded: 5e6, at: 91, total: 40e6 })).toBeUndefined();
  });

  it("progress_otherLevelNeedsNoFewerBitsThanAreLeft_no", () => {
    // Level 0 would have 2 Mbit.
    expect(abandonTo({ loaded: 5.9e6, at: 98 })).toBe(0);
    expect(abandonTo({ loaded: 6e6, at: 98 })).toBeUndefined();
  });

  it("progress_nothingHasCome_no", () => {
    expect(abandonTo({ loaded: 0, at: 99 })).toBeUndefined();
    expect(abandonTo({ loaded: 1, latency: 9, at: 99 })).toBeUndefined();
  });

  it("progress_levelNotAllowed_nearestAllowed", () => {
    expect(abandonTo({ loaded: 1e5, at: 91 }, [1, 3])).toBe(1);
    expect(abandonTo({ loaded: 1e5, at: 91 }, [2, 3])).toBeUndefined();
  });
});

describe("throughput: estimator", () => {
  it("decide_anotherEstimator_takesItsThroughputAndNoLatency", () => {
    const estimator = () => slidingMean({ sampleCount: 2 });
    const policy = throughput({ estimator }, contextWith(levels));
    for (const kbps of [100, 1000, 2000])
      policy.onSample!(sampleOf(kbps, { start: 99, firstByte: 99.9 }), observationWith(levels));
    // 1500 kbit/s on average; 0.9 of it sustain 1000.
    expect(policy.decide(observationWith(levels))).toMatchObject({ level: 1, estimate: 1.5e6 });
  });

  it("monotone_isClaimedForItsOwnAlone", () => {
    expect(throughput({}, contextWith(levels)).monotone).toBe(true);
    const estimator = () => slidingMean({ sampleCount: 2 });
    expect(throughput({ estimator }, contextWith(levels)).monotone).toBeUndefined();
    expect(throughput({ replacement: "left" }, contextWith(levels)).monotone).toBeUndefined();
  });
});

describe("throughput: golden figures", () => {
  it("session_goldenTrace_asFrozen", () => {
    expect(goldenRequests(throughput)).toMatchInlineSnapshot(
      `"0232233x111122211222111x0000000000000000001111111122222222x0100000011111210000111"`,
    );
  });
});
