import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { settingsOfProfile } from "../../src/experiment/scenario/index.js";
import { measureSession } from "../../src/metrics/session-metrics.js";
import type { Observation, PolicyContext } from "../../src/model/policy.js";
import { type SodaOptions, soda } from "../../src/policies/soda.js";
import { plainTrace, plainVideo, play } from "../support/plain.js";
import { goldenSession } from "./golden.js";
import { contextWith, ladder, observationWith } from "./stage.js";

// Segments of 10 s: one interval is planned. The target is 0.6 x 60 = 36 s, unless said otherwise. Distortions are 1
// and 0.
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
  const settings = { estimator, targetShare: 0.6, ...options };
  return soda(settings, contextWith(observation.levels, context)).decide(observation);
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
    // At 2000 from 26 s: staying ends on target and costs 2, moving ends at 21 s: b (15/36)^2. Equal at b = 11.52.
    const at = (bufferWeight: number) =>
      decisionAt(2000, { buffer: 26 }, { bufferWeight, switchWeight: 0 }).level;
    expect([11.51, 11.53].map(at)).toEqual([1, 0]);
  });

  it("decide_target_followsTheShare", () => {
    // Target 24 s: staying from 20 s ends at 30 and costs 2 + 0.2 b (6/24)^2; moving at 15: b (9/24)^2. Equal at 15.61.
    const at = (bufferWeight: number) =>
      decisionAt(2000, { buffer: 20 }, { bufferWeight, switchWeight: 0, targetShare: 0.4 }).level;
    expect([15.6, 15.62].map(at)).toEqual([1, 0]);
  });

  it("decide_segmentThatComesTooLate_notTaken", () => {
    // At 2000 a segment of level 1 takes 20 s, in which the plan's buffer, media as they arrive, only falls by 10.
    const free = { bufferWeight: 0, switchWeight: 0 };
    const at = (buffer: number) => decisionAt(2000, { buffer }, free);
    expect(at(19.9)).toMatchObject({ level: 0, reason: "plan" });
    expect(at(20).level).toBe(1);
    expect(at(20.1).level).toBe(1);
  });

  it("decide_latency_isPartOfTheDownload", () => {
    const estimator = () => ({ add() {}, estimate: () => 2_000_000, latency: () => 1 });
    const free = { estimator, bufferWeight: 0, switchWeight: 0 };
    const at = (buffer: number) => decisionAt(undefined, { buffer }, free).level;
    expect([20.9, 21].map(at)).toEqual([0, 1]);
  });

  it("decide_everyLevelWouldRunDry_lowest", () => {
    expect(decisionAt(500, { buffer: 0, lastLevel: 1 })).toMatchObject({ level: 0, reason: "runs dry" });
    // The plan would just hold, but the segment takes 20 s.
    expect(decisionAt(500, { buffer: 19.9, lastLevel: 1 })).toMatchObject({ level: 0, reason: "runs dry" });
    expect(decisionAt(500, { buffer: 20, lastLevel: 1 })).toMatchObject({ level: 0, reason: "plan" });
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
    // Segments of 2 s at 2000: an interval at level 1 takes 1 s of buffer, and who goes up at once stays there.
    const at = (horizonSeconds: number, buffer: number) =>
      decisionAt(
        2000,
        { buffer },
        { bufferWeight: 0, switchWeight: 1, horizonSeconds },
        { segmentDuration: 2 },
      ).level;
    expect(at(9.9, 4.9)).toBe(1);
    expect(at(10, 4.9)).toBe(0);
    expect(at(10, 5)).toBe(1);
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

  it("session_steadyLinkBetweenTwoLevels_comesDownAndNeverStalls", () => {
    const video = plainVideo({ segments: 60, bitrates: [300e3, 750e3, 1200e3, 1850e3, 2850e3, 4300e3] });
    const settings = settingsOfProfile("pensieve");
    const log = simulate({ trace: plainTrace(0.45), video, policy: soda, settings });
    expect(measureSession(log, video).metrics).toMatchObject({ stallCount: 0, switches: 1 });
  });

  it("session_anySteadyLinkAboveTheLowestLevel_neverStallsWhateverTheWeights", () => {
    fc.assert(
      fc.property(steadyLinks, ({ kbps, share, segmentDuration, bufferSegments, rtt, weights }) => {
        const bitrates = kbps.map((one) => one * 1000);
        const [lowest, highest] = [bitrates[0]! * 1.1, bitrates.at(-1)! * 2];
        const mbps = (lowest * (highest / lowest) ** share) / 1e6;
        const video = plainVideo({ segments: 60, segmentDuration, bitrates });
        const log = play({
          trace: plainTrace(mbps),
          video,
          policy: (_, context) => soda(weights, context),
          player: { maxBuffer: bufferSegments * segmentDuration },
          settings: { network: { rtt } },
        });
        const { metrics } = measureSession(log, video);
        expect(metrics.status).toBe("completed");
        expect(metrics.stall).toBeLessThan(1e-6);
      }),
      { numRuns: 200 },
    );
  });

  it("session_goldenTrace_asFrozen", () => {
    expect(goldenSession(soda)).toBe(GOLDEN);
  });
});

/** Ladders of two levels and more, and links from 1.1 times the lowest bitrate to twice the highest. */
const steadyLinks = fc.record({
  kbps: fc
    .uniqueArray(fc.integer({ min: 100, max: 25_000 }), { minLength: 2, maxLength: 9 })
    .map((all) => all.sort((a, b) => a - b)),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  segmentDuration: fc.constantFrom(1, 2, 4, 6, 10),
  bufferSegments: fc.integer({ min: 3, max: 30 }),
  rtt: fc.constantFrom(0, 0.05),
  weights: fc.oneof(
    fc.constant({}),
    fc.record({
      bufferWeight: fc.integer({ min: 0, max: 100 }),
      switchWeight: fc.integer({ min: 0, max: 100 }),
    }),
  ),
});

const GOLDEN = "001111111222233333311122233333311223333333333333112233333112233333312233333";
