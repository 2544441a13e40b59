import { describe, expect, it } from "vitest";
import type { Observation } from "../../src/model/policy.js";
import { type ThroughputOptions, throughput } from "../../src/policies/throughput.js";
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
    expect(policyAt(undefined)({ buffer: 0 })).toEqual({ level: 0, reason: "no samples" });
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
    expect(policyAt(90_000)({ allowed: [0, 1] }).level).toBe(1);
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
