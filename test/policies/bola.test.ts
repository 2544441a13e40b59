import { describe, expect, it } from "vitest";
import { type BolaOptions, bola } from "../../src/policies/bola.js";
import { goldenRequests } from "./sabre/golden.js";
import { eLadder, measured, SUSTAINS } from "./sabre/stage.js";

/** BOLA with Vp = 10 s throughout: see the stage. */
const basic = (options: Partial<BolaOptions> = {}) =>
  measured(bola, { gammaP: 1, adaptiveBuffer: false, ...options });

describe("bola", () => {
  it("decide_throughputAmple_levelOfTheHighestObjective", () => {
    const { measure, decide } = basic();
    measure(SUSTAINS[2]);
    const levelAt = (buffer: number) => decide(buffer).level;
    expect([0, 4.18, 4.181, 14.18, 14.181, 30].map(levelAt)).toEqual([0, 0, 1, 1, 2, 2]);
    expect(decide(30)).toMatchObject({ reason: "buffer", waitSeconds: 0, estimate: SUSTAINS[2] });
  });

  it("decide_beforeAnySample_lowest", () => {
    expect(basic().decide(30)).toMatchObject({ level: 0, reason: "no samples" });
  });

  it("decide_variantU_oneLevelAboveWhatThroughputSustains", () => {
    const { measure, decide } = basic({ variant: "u" });
    measure(SUSTAINS[0]);
    expect(decide(16)).toMatchObject({ level: 1, waitSeconds: 0, reason: "throughput cap" });
  });

  it("decide_variantO_whatThroughputSustainsAndAWaitForTheBufferItIsWorth", () => {
    const { measure, decide } = basic({ variant: "o" });
    measure(SUSTAINS[0]);
    const { level, waitSeconds, reason } = decide(16);
    expect({ level, reason }).toEqual({ level: 0, reason: "throughput cap" });
    // 16 s are 6 s more than level 0 is worth.
    expect(waitSeconds).toBeCloseTo(6, 9);
    // At 8 s level 1 would be the best; level 0 is still worth fetching.
    expect(decide(8)).toMatchObject({ level: 0, waitSeconds: 0 });
  });

  it("decide_throughputFellBelowTheLastLevel_staysAtIt", () => {
    for (const variant of ["u", "o"] as const) {
      const { measure, decide } = basic({ variant });
      measure(SUSTAINS[2]);
      expect(decide(8).level).toBe(1);
      measure(SUSTAINS[0]);
      expect(decide(16)).toMatchObject({ level: 1, waitSeconds: 0, reason: "throughput cap" });
    }
  });

  it("decide_bufferAsksForNoMore_throughputDoesNotMatter", () => {
    const { measure, decide } = basic();
    measure(SUSTAINS[2]);
    decide(16);
    measure(1);
    expect(decide(16)).toMatchObject({ level: 2, reason: "buffer" });
    expect(decide(8)).toMatchObject({ level: 1, reason: "buffer" });
  });

  it("decide_lastLevelOfThePlayer_isNotItsOwn", () => {
    const { measure, decide, arrive } = basic();
    measure(SUSTAINS[0]);
    arrive(2, 1, 16);
    expect(decide(16, { lastLevel: 2 }).level).toBe(1);
  });

  it("decide_latencyLeavesNoTime_capsTheRise", () => {
    const { measure, decide } = basic({ variant: "u" });
    // 4 s x e^2 / 8 = 3.69 s fit into 4 s, but not with a latency of 0.4 s; 4 s x e / 8 = 1.36 s do.
    measure(SUSTAINS[2], 0.3);
    expect(decide(16).level).toBe(2);
    const slow = basic({ variant: "o" });
    slow.measure(SUSTAINS[2], 0.4);
    expect(slow.decide(16).level).toBe(1);
  });

  it("decide_levelNotAllowed_nearestAllowed", () => {
    const { measure, decide } = basic();
    measure(SUSTAINS[2]);
    expect(decide(20, { allowed: [0, 1] })).toMatchObject({ level: 1, reason: "limit" });
    expect(decide(0, { allowed: [1, 2] })).toMatchObject({ level: 1, reason: "limit" });
  });
});

describe("bola: adaptiveBuffer", () => {
  const levelAt = (buffer: number, index: number, remaining: number, seekTo?: number) => {
    const { policy, measure, decide } = measured(bola, { gammaP: 1 });
    measure(SUSTAINS[2]);
    if (seekTo !== undefined) policy.onSeek!(seekTo);
    return decide(buffer, { segment: { index, duration: 4, remaining } }).level;
  };

  it("decide_nearTheStart_plansWithThreeSegmentsAtLeast", () => {
    // Vp = (12 - 4) / 3 = 2.667: the thresholds are at 1.115 and 3.781 s.
    for (const index of [1, 2, 6]) expect([3.78, 3.79].map((b) => levelAt(b, index, 99))).toEqual([1, 2]);
  });

  it("decide_furtherOn_plansWithHalfTheSegmentsSinceTheStart", () => {
    // Five segments: Vp = (20 - 4) / 3 = 5.333, and level 2 from 7.563 s on.
    expect([7.56, 7.57].map((b) => levelAt(b, 10, 99))).toEqual([1, 2]);
  });

  it("decide_nearTheEnd_plansWithHalfTheSegmentsLeft", () => {
    expect([7.56, 7.57].map((b) => levelAt(b, 99, 10))).toEqual([1, 2]);
    expect([3.78, 3.79].map((b) => levelAt(b, 99, 1))).toEqual([1, 2]);
  });

  it("decide_inTheMiddle_plansWithTheWholeBuffer", () => {
    expect([14.18, 14.19].map((b) => levelAt(b, 50, 50))).toEqual([1, 2]);
  });

  it("decide_afterASeek_countsSegmentsFromThere", () => {
    // Sought into segment 40: segment 50 is the tenth since.
    expect([7.56, 7.57].map((b) => levelAt(b, 50, 50, 163))).toEqual([1, 2]);
  });
});

describe("bola: abandonment", () => {
  /** Has decided in the middle of a video, so that Vp is 10 s. */
  const decided = (options: Partial<BolaOptions> = {}) => {
    const stage = measured(bola, { gammaP: 1, ...options });
    stage.measure(SUSTAINS[2]);
    stage.decide(16, { segment: { index: 50, duration: 4, remaining: 50 } });
    return stage;
  };
  // A segment of level 2 has 4 s x e^2 = 29.56 Mbit; one of level 0 would have 4, one of level 1 10.87.
  const total = 4e6 * Math.exp(2);

  it("progress_lowerLevelIsWorthMoreByTheBit_thatLevel", () => {
    // At 6 s, what is left is worth 24 s for its bits, level 1 14 s for 10.87 Mbit and level 0 4 s for 4 Mbit. Level 1
    // is the better bargain while more than 24 / 14 x 10.87 = 18.64 Mbit are left.
    const { progress } = decided();
    expect(progress({ total, loaded: total - 18.65e6 }, 6)).toBe(1);
    expect(progress({ total, loaded: total - 18.63e6 }, 6)).toBeUndefined();
  });

  it("progress_severalAreWorthMore_theBest", () => {
    // At 1 s: 29 s for 19.56 Mbit, 19 s for 10.87 Mbit, 9 s for 4 Mbit: 1.48, 1.75 and 2.25 s a Mbit.
    expect(decided().progress({ total, loaded: 10e6 }, 1)).toBe(0);
  });

  it("progress_lowerLevelHasMoreBitsThanAreLeft_no", () => {
    expect(decided().progress({ total, loaded: total - 3.9e6 }, 0)).toBeUndefined();
  });

  it("progress_bufferAboveWhatTheLevelIsWorth_no", () => {
    const { progress } = decided();
    expect(progress({ total, loaded: 1e6 }, 30.1)).toBeUndefined();
  });

  it("progress_nothingHasComeOrAllHas_no", () => {
    const { progress } = decided();
    expect(progress({ total, loaded: 0 }, 0)).toBeUndefined();
    expect(progress({ total, loaded: total }, 0)).toBeUndefined();
  });

  it("progress_sizeUnknown_reckonsWithTheBitrate", () => {
    const { total: _, ...sizeless } = {
      segment: 10,
      level: 2,
      start: 90,
      firstByte: 90,
      loaded: 10e6,
      total,
    };
    const { policy } = decided();
    const o = {
      now: 100,
      phase: "playing",
      buffer: 1,
      maxBuffer: 34,
      playbackRate: 1,
      lastLevel: 2,
      levels: eLadder,
      allowed: [0, 2],
      segment: { index: 10, duration: 4, remaining: 20 },
      samples: [],
    } as const;
    expect(policy.onProgress!(sizeless, o)).toEqual({ abandonTo: 0 });
  });

  it("progress_abandoned_theLevelNamedIsTheLast", () => {
    const { progress, measure, decide } = decided({ variant: "u" });
    expect(progress({ total, loaded: 10e6 }, 1)).toBe(0);
    measure(1);
    // From 0, level 2 is a rise, which the throughput caps at level 1.
    expect(decide(16, { segment: { index: 50, duration: 4, remaining: 50 } }).level).toBe(1);
  });

  it("progress_withoutAdaptiveBuffer_no", () => {
    expect(decided({ adaptiveBuffer: false }).progress({ total, loaded: 10e6 }, 1)).toBeUndefined();
  });
});

describe("bola: golden figures", () => {
  it("session_goldenTrace_asFrozen", () => {
    expect(goldenRequests(bola)).toMatchInlineSnapshot(
      `"004x034x14x1x03x2x1112311123212x1001x0111x01101x011112233444123234323444001011223333441x022333445"`,
    );
    expect(goldenRequests(bola, { variant: "o" })).toMatchInlineSnapshot(
      `"003333x02x021223x011222221000000000000000111222222222222233x001000011222221x011122233"`,
    );
    expect(goldenRequests(bola, { replacement: "left" })).toMatchInlineSnapshot(
      `"004x034x14x1x03x2x11123010010(12:2)0(13:2)00(15:2)0010000100010000101011(31:2)21(32:3)0(33:3)11(34:3)21211(37:3)00(39:2)010(41:2)11(42:2)1(43:2)1(44:2)0(45:2)0(46:3)0(47:2)11(48:3)0(49:2)000100011(56:2)1(57:2)1(58:2)1(59:2)0(60:2)10(61:3)0(62:4x)01x02x00233444555"`,
    );
  });
});
