import { describe, expect, it } from "vitest";
import type { Observation, PolicyContext } from "../../src/model/policy.js";
import { type SodaOptions, soda } from "../../src/policies/soda.js";
import { goldenSession } from "./golden.js";
import { contextWith, ladder, observationWith } from "./stage.js";

// Segments of 10 s: one interval is planned. The target is 0.6 x 60 = 36 s. Distortions are 1 and 0.
const levels = ladder(1000, 4000);

const decisionAt = (
  kbps: number | undefined,
  overrides: Partial<Observation> = {},
  options: Partial<SodaOptions> = {},
  context: Partial<PolicyContext> = { segmentDuration: 10 },
) => {
  const estimate = kbps === undefined ? undefined : kbps * 1000;
  const estimator = () => ({ add() {}, estimate: () => estimate });
  const observation = observationWith(overrides.levels ?? levels, { buffer: 36, lastLevel: 0, ...overrides });
  return soda({ estimator, ...options }, contextWith(observation.levels, context)).decide(observation);
};

describe("soda", () => {
  it("decide_firstSegment_lowest", () => {
    expect(decisionAt(undefined)).toEqual({ level: 0, reason: "no samples" });
  });

  it("decide_qualityAgainstSwitch_asTheyWeigh", () => {
    // Staying: 1 x 4000 / 1000 + 0.2 x ((36 - 66) / 36)^2 = 4.1389. Moving: the buffer stays on target, 1 switch.
    const weights = (switchWeight: number) => ({ bufferWeight: 1, switchWeight });
    expect(decisionAt(4000, {}, weights(4.13)).level).toBe(1);
    expect(decisionAt(4000, {}, weights(4.14)).level).toBe(0);
  });

  it("decide_overfullBuffer_costsItsShare", () => {
    // With a share of 1 instead of 0.2 staying costs 4.6944.
    const weights = { bufferWeight: 1, overfullShare: 1 };
    expect(decisionAt(4000, {}, { ...weights, switchWeight: 4.69 }).level).toBe(1);
    expect(decisionAt(4000, {}, { ...weights, switchWeight: 4.7 }).level).toBe(0);
  });

  it("decide_qualityAgainstBuffer_asTheyWeigh", () => {
    // At 2000 from 16 s: staying ends at 26 s and costs 2 + b (10/36)^2, moving at 11 s: b (25/36)^2. Equal at b = 4.937.
    const at = (bufferWeight: number) =>
      decisionAt(2000, { buffer: 16 }, { bufferWeight, switchWeight: 0 }).level;
    expect([4.93, 4.94].map(at)).toEqual([1, 0]);
  });

  it("decide_target_followsTheShare", () => {
    // Target 12 s: staying from 6 s ends at 16 and costs 2 + 0.2 b (4/12)^2; moving at 1: b (11/12)^2. Equal at 2.445.
    const at = (bufferWeight: number) =>
      decisionAt(2000, { buffer: 6 }, { bufferWeight, switchWeight: 0, targetShare: 0.2 }).level;
    expect([2.44, 2.45].map(at)).toEqual([1, 0]);
  });

  it("decide_levelThatWouldRunDry_notTaken", () => {
    // At 2000 a segment of level 1 takes 5 s more than it brings.
    const free = { bufferWeight: 0, switchWeight: 0 };
    expect(decisionAt(2000, { buffer: 4.9 }, free)).toMatchObject({ level: 0, reason: "plan" });
    expect(decisionAt(2000, { buffer: 5 }, free).level).toBe(1);
  });

  it("decide_everyLevelWouldRunDry_lowest", () => {
    expect(decisionAt(500, { buffer: 0, lastLevel: 1 })).toMatchObject({ level: 0, reason: "runs dry" });
  });

  it("decide_bitrateNoHigherThanTheLowestThatCovers", () => {
    const free = { bufferWeight: 0, switchWeight: 0 };
    expect(decisionAt(1000, { buffer: 50 }, free).level).toBe(0);
    expect(decisionAt(1001, { buffer: 50 }, free).level).toBe(1);
  });

  it("decide_inverseDistortion_byBitrate", () => {
    // 1 and 0.25. Staying: 4 + 0.1389; moving: 0.25 + 0.5625 s. Equal at s = 6.914.
    const at = (switchWeight: number) =>
      decisionAt(4000, {}, { distortion: "inverse", bufferWeight: 1, switchWeight }).level;
    expect([6.91, 6.92].map(at)).toEqual([1, 0]);
  });

  it("decide_longerHorizon_seesTheBufferRunOut", () => {
    // Segments of 4 s at 2000: level 1 takes 2 s of buffer. From 3 s one such segment can be had, two cannot, and a
    // plan that goes down after it costs as much as one that stays below and goes up.
    const free = { bufferWeight: 0, switchWeight: 1 };
    const at = (horizonSeconds: number) =>
      decisionAt(2000, { buffer: 3, lastLevel: 1 }, { ...free, horizonSeconds }, { segmentDuration: 4 })
        .level;
    expect(at(4)).toBe(1);
    expect(at(7.9)).toBe(1);
    const costly = { ...free, switchWeight: 100 };
    expect(decisionAt(2000, { buffer: 3, lastLevel: 0 }, costly, { segmentDuration: 4 }).level).toBe(0);
  });

  it("decide_noLevelBefore_noSwitchToPay", () => {
    expect(decisionAt(4000, { lastLevel: undefined }, { switchWeight: 1000 }).level).toBe(1);
  });

  it("decide_ladderOfOne_thatLevel", () => {
    for (const distortion of ["log", "inverse"] as const)
      expect(decisionAt(5000, { levels: ladder(1000), allowed: [0, 0] }, { distortion }).level).toBe(0);
  });

  it("decide_levelNotAllowed_nearestAllowed", () => {
    expect(decisionAt(500, { allowed: [1, 1] })).toMatchObject({ level: 1, reason: "limit" });
  });

  it("decide_publishedEstimator_lowerOfTwoAveragesAfterTheFirstBit", () => {
    const policy = soda({}, contextWith(levels));
    const sample = { start: 0, firstByte: 5, end: 7, bits: 8_000_000, level: 0 };
    policy.onSample!(sample, observationWith(levels));
    expect(policy.decide(observationWith(levels)).estimate).toBeCloseTo(4_000_000, 6);
  });

  it("session_goldenTrace_asFrozen", () => {
    expect(goldenSession(soda)).toBe(GOLDEN);
  });
});

const GOLDEN = "011112222333333311122233333344223333344444444442233333344122333334223333344";
