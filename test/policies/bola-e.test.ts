import { describe, expect, it } from "vitest";
import { type BolaEOptions, bolaE, bolaEWarnings } from "../../src/policies/bola-e.js";
import { goldenRequests } from "./sabre/golden.js";
import { measured, SUSTAINS } from "./sabre/stage.js";

/** Without the insufficient-buffer rule: gp = 0 with utilities 1, 2 and 3, which is BOLA's stage. */
const plain = (options: Partial<BolaEOptions> = {}) =>
  measured(bolaE, { insufficientBuffer: false, gammaP: 1, ...options });

/** The same, past its startup at level 0 with no placeholder. */
function steady(options: Partial<BolaEOptions> = {}) {
  const stage = plain(options);
  stage.measure(SUSTAINS[0]);
  stage.decide(16);
  return stage;
}

/**
 * With the rule and a buffer of 16 s at most, the virtual one has 10 + 2 x 3 = 16 s: gp = 2 / (16 / 10 - 1) = 3.333,
 * Vp = 10 / 3.333 = 3 s. Levels are worth fetching up to 13, 16 and 19 s, level 1 is better than 0 from
 * 3 (3.333 + (e x 1 - 1 x 2) / (e - 1)) = 11.254 s on, level 2 than 1 from 14.254 s on.
 */
const safe = (options: Partial<BolaEOptions> = {}) => measured(bolaE, options, { maxBuffer: 16 });

describe("bola-e: startup", () => {
  it("decide_beforeAnySample_staysAtTheLevelDownloadedLast", () => {
    const { decide, arrive } = plain();
    expect(decide(30)).toMatchObject({ level: 0, waitSeconds: 0, reason: "no samples" });
    arrive(1, 1, 8);
    expect(decide(30)).toMatchObject({ level: 1, waitSeconds: 0, reason: "no samples" });
  });

  it("decide_firstEstimate_whatItSustainsWhateverTheBuffer", () => {
    for (const sustained of [0, 1, 2]) {
      const { measure, decide } = plain();
      measure(SUSTAINS[sustained]);
      expect(decide(4)).toMatchObject({ level: sustained, waitSeconds: 0, reason: "startup" });
    }
  });

  it("decide_afterStartup_reckonsWithWhatTheBufferLackedForThatLevel", () => {
    // Level 2 wants 14.180 s, of which 10.180 s are lacking at 4 s.
    const levelAt = (buffer: number) => {
      const { measure, decide } = plain();
      measure(SUSTAINS[2]);
      decide(4);
      return decide(buffer).level;
    };
    expect([3.9, 4.1].map(levelAt)).toEqual([1, 2]);
  });

  it("decide_afterASeek_startsAgain", () => {
    const { policy, measure, decide } = steady();
    measure(SUSTAINS[1]);
    policy.onSeek!(100);
    expect(decide(0)).toMatchObject({ level: 1, reason: "startup" });
    expect(decide(1).reason).not.toBe("startup");
  });
});

describe("bola-e: steady", () => {
  it("decide_throughputAmple_levelOfTheHighestObjective", () => {
    const { measure, decide } = steady();
    measure(SUSTAINS[2]);
    expect([4.18, 4.19, 14.18, 14.19].map((buffer) => decide(buffer).level)).toEqual([0, 1, 1, 2]);
    expect(decide(15).reason).toBe("buffer");
  });

  it("decide_riseAboveWhatThroughputSustains_heldThere", () => {
    expect(steady({ variant: "u" }).decide(16)).toMatchObject({ level: 1, reason: "throughput cap" });
    expect(steady({ variant: "o" }).decide(9)).toMatchObject({ level: 0, reason: "throughput cap" });
  });

  it("decide_riseAboveTheLevelDownloadedLast_heldAtThatIfItIsHigher", () => {
    const { decide, arrive } = steady({ variant: "o" });
    arrive(1, 12, 8);
    // 20 s at the request are as much as level 1 is worth: no placeholder is left.
    expect(decide(16)).toMatchObject({ level: 1, waitSeconds: 0, reason: "throughput cap" });
  });

  it("decide_moreBufferThanTheLevelIsWorth_waits", () => {
    const { waitSeconds, level } = steady({ variant: "o" }).decide(16);
    expect(level).toBe(0);
    expect(waitSeconds).toBeCloseTo(6, 9);
  });

  it("decide_placeholder_paysForTheWaitFirst", () => {
    const { policy, decide } = steady({ variant: "o" });
    policy.onIdle!(4);
    // 8 + 4 s are 2 s more than level 0 is worth: the placeholder pays, and has 2 s left.
    expect(decide(8)).toMatchObject({ level: 0, waitSeconds: 0 });
    // 14 + 2 s are 6 s more: 2 s are paid by the placeholder.
    expect(decide(14).waitSeconds).toBeCloseTo(4, 9);
    expect(decide(14).waitSeconds).toBeCloseTo(4, 9);
  });

  it("decide_topLevel_doesNotWait", () => {
    const { measure, decide } = steady();
    measure(SUSTAINS[2]);
    expect(decide(31)).toMatchObject({ level: 2, waitSeconds: 0 });
  });

  it("idle_fullBuffer_countsAsBuffer", () => {
    const { policy, measure, decide } = steady();
    measure(SUSTAINS[2]);
    expect(decide(12).level).toBe(1);
    policy.onIdle!(2.5);
    expect(decide(12).level).toBe(2);
  });
});

describe("bola-e: after a download", () => {
  const levelAfter = (idle: number, seconds: number, buffer: number, at: number) => {
    const { policy, measure, decide, arrive } = steady();
    measure(SUSTAINS[2]);
    policy.onIdle!(idle);
    arrive(2, seconds, buffer);
    return decide(at).level;
  };

  it("sample_placeholderTooSmallForTheLevel_raised", () => {
    // Level 2 wants 14.180 s; 6 s are there, and the download took 2 s: 6.180 s.
    expect([7.9, 8.1].map((at) => levelAfter(0, 2, 6, at))).toEqual([1, 2]);
  });

  it("sample_bufferRanDry_placeholderIsNotRaised", () => {
    expect(levelAfter(0, 2, 0, 8.1)).toBe(1);
  });

  it("sample_placeholderTooLargeForTheLevel_lowered", () => {
    // Level 2 is worth 30 s; at 20 + 8 s there is room for 2 s, of 20 s idled.
    const { policy, decide, arrive } = steady({ variant: "o" });
    policy.onIdle!(20);
    arrive(2, 8, 20);
    // Level 2 at first; then level 0 is all that the throughput sustains, and 13 + 2 s are 5 s more than it is worth.
    arrive(0, 0, 0);
    expect(decide(13).waitSeconds).toBeCloseTo(3, 9);
  });
});

describe("bola-e: insufficient-buffer rule", () => {
  it("decide_virtualBuffer_isLargerThanThePlayersOwn", () => {
    const { measure, decide } = safe();
    measure(1e9);
    decide(0);
    decide(0);
    const levelAt = (buffer: number) => {
      const stage = safe();
      stage.measure(SUSTAINS[0]);
      // Startup at level 0 leaves no placeholder.
      stage.decide(4);
      stage.measure(1e9);
      return stage.decide(buffer).level;
    };
    expect([11.25, 11.26, 14.25, 14.26].map(levelAt)).toEqual([0, 1, 1, 2]);
  });

  it("decide_levelThatTheBufferMightNotLastFor_loweredWithoutAWait", () => {
    // Starting at level 2 leaves a placeholder of 14.254 - 4 = 10.254 s. At 5 s level 2 is the best; 0.9 x 5 x 8 =
    // 36 Mbit are safe, its 29.56 fit. At 3 s, 0.81 x 3 x 8 = 19.44: level 1 is the best, with 10.87.
    const { measure, decide } = safe();
    measure(SUSTAINS[2]);
    expect(decide(4).reason).toBe("startup");
    expect(decide(5)).toMatchObject({ level: 2, reason: "buffer" });
    expect(decide(3.2)).toMatchObject({ level: 1, reason: "buffer" });
    // 0.729 x 4.5 x 8 = 26.24 Mbit are less than level 2 has.
    expect(decide(4.5)).toMatchObject({ level: 1, waitSeconds: 0, reason: "insufficient buffer" });
  });

  it("decide_lowered_placeholderIsWhatTheBufferLacksForThatLevel", () => {
    const { measure, decide } = safe();
    measure(SUSTAINS[2]);
    decide(4);
    // 0.9 x 4.05 x 8 = 29.16 Mbit: level 1. Its 11.254 s lack 7.204 s: level 1 from just over 4.05 s on.
    expect(decide(4.05)).toMatchObject({ level: 1, reason: "insufficient buffer" });
    expect(decide(4.04)).toMatchObject({ level: 0, reason: "buffer" });
    expect(decide(4.06)).toMatchObject({ level: 1, reason: "buffer" });
  });

  it("decide_afterASeek_safetyFactorBeginsAgain", () => {
    const { policy, measure, decide } = safe();
    measure(SUSTAINS[2]);
    decide(4);
    for (let time = 0; time < 10; time++) decide(1);
    // 0.5 x 5 x 8 = 20 Mbit after ten decisions, 0.9 x 5 x 8 = 36 after the seek.
    policy.onIdle!(10);
    expect(decide(5).reason).toBe("insufficient buffer");
    policy.onSeek!(0);
    decide(4);
    expect(decide(5)).toMatchObject({ level: 2, reason: "buffer" });
  });

  it("decide_ladderOfOneLevel_thatLevelAtOnce", () => {
    const { policy, measure } = measured(
      (options, context) => bolaE(options, { ...context, levels: [{ bitrate: 1e6 }] }),
      {},
    );
    measure(1e6);
    const levels = [{ bitrate: 1e6 }];
    const o = {
      now: 1,
      phase: "playing",
      buffer: 20,
      maxBuffer: 34,
      playbackRate: 1,
      lastLevel: 0,
      levels,
      allowed: [0, 0],
      segment: { index: 1, duration: 4, remaining: 9 },
      samples: [],
    } as const;
    for (let time = 0; time < 3; time++) expect(policy.decide(o)).toMatchObject({ level: 0, waitSeconds: 0 });
  });
});

describe("bola-e: abandonment", () => {
  // As for bola: 4 s x e^2 = 29.56 Mbit at level 2, 10.87 at level 1, 4 at level 0.
  const total = 4e6 * Math.exp(2);

  it("progress_lowerLevelIsWorthMoreByTheBit_thatLevel", () => {
    const { progress } = steady();
    expect(progress({ total, loaded: total - 18.65e6 }, 6)).toBe(1);
    expect(progress({ total, loaded: total - 18.63e6 }, 6)).toBeUndefined();
  });

  it("progress_latency_wouldBeSpentAgain", () => {
    // After 1 s of latency 9 s brought 9.56 Mbit. A new request would miss another 1.062 Mbit and 1 s of buffer: at 7 s
    // as at 6 s, with 20 - 1.062 Mbit left.
    const { progress } = steady();
    const at = { total, start: 90, firstByte: 91, loaded: total - 20e6 };
    expect(progress(at, 7)).toBe(1);
    expect(progress({ ...at, loaded: total - 19.6e6 }, 7)).toBeUndefined();
    expect(progress({ ...at, loaded: total - 1e6 }, 7)).toBeUndefined();
  });

  it("progress_placeholder_countsAsBuffer", () => {
    const { policy, progress } = steady();
    policy.onIdle!(5);
    // 1 + 5 s as 6 s above; with 1 s alone it would be level 0.
    expect(progress({ total, loaded: total - 18.65e6 }, 1)).toBe(1);
  });

  it("progress_abandoned_placeholderFallsToWhatTheLevelNamedLacks", () => {
    const { policy, progress, decide } = steady({ variant: "o" });
    policy.onIdle!(9);
    // At 1 + 9 s: 20 s for 25.56 Mbit, 10 s for 10.87: level 1 wants 4.180 s, of which 3.180 s lack.
    expect(progress({ total, loaded: 4e6 }, 1)).toBe(1);
    expect(decide(1.1).level).toBe(1);
    expect(decide(0.9).level).toBe(0);
  });

  it("progress_abandonedForTheLowest_placeholderFallsToWhatLacksForTenSeconds", () => {
    const { policy, progress, decide } = steady({ variant: "o" });
    policy.onIdle!(3);
    // At 3 s: 27 s for 25.56 Mbit, 17 s for 10.87, 7 s for 4: level 0. 10 - 0.5 s are more than the placeholder has.
    expect(progress({ total, loaded: 4e6 }, 0)).toBe(0);
    // 12 + 3 s are 5 s above what level 0 is worth; the level given up, 2, is the last, so that nothing is capped:
    // level 2 is the best from 14.180 s on.
    expect(decide(11.3)).toMatchObject({ level: 2, reason: "buffer" });
    expect(decide(11.1)).toMatchObject({ level: 1, reason: "buffer" });
  });

  it("progress_nothingHasCome_no", () => {
    const { progress } = steady();
    expect(progress({ total, loaded: 0 }, 0)).toBeUndefined();
    expect(progress({ total, loaded: 1e6, firstByte: 100 }, 0)).toBeUndefined();
  });
});

describe("bola-e: golden figures", () => {
  it("session_goldenTrace_asFrozen", () => {
    expect(goldenRequests(bolaE)).toMatchInlineSnapshot(
      `"022333211232123211000001011001111234344322323432344420001112333334211112344"`,
    );
    expect(goldenRequests(bolaE, { insufficientBuffer: false })).toMatchInlineSnapshot(
      `"0232222111233123112000012x011001121234552x13123234323453x21x00101123432343002123455"`,
    );
  });
});

describe("bolaEWarnings", () => {
  it("warnings_gammaPWithTheRule_saysThatItDoesNotCount", () => {
    expect(bolaEWarnings({ gammaP: 3 })).toEqual([
      "gammaP counts only without the insufficient-buffer rule (insufficientBuffer: false)",
    ]);
    expect(bolaEWarnings({ gammaP: 3, insufficientBuffer: false })).toEqual([]);
    expect(bolaEWarnings({})).toEqual([]);
  });
});
