import { describe, expect, it } from "vitest";
import {
  type DynamicDashOptions,
  dynamicDash,
  dynamicDashWarnings,
} from "../../src/policies/dynamic-dash.js";
import { goldenRequests } from "./sabre/golden.js";
import { eLadder, measured, SUSTAINS } from "./sabre/stage.js";

/** BOLA-E with BOLA's scaling and Vp = 10 s: see the stage. */
const stage = (options: Partial<DynamicDashOptions> = {}) =>
  measured(dynamicDash, { gammaP: 1, insufficientBuffer: false, ...options });

/** Bit/s of which 0.9 sustain level 2. */
const AMPLE = 9e6;

describe("dynamic-dash", () => {
  it("decide_beforeAnySample_lowest", () => {
    expect(stage().decide(30)).toMatchObject({ level: 0, reason: "no samples" });
  });

  it("decide_upTo10s_throughput", () => {
    const { measure, decide } = stage();
    measure(AMPLE);
    for (const buffer of [0, 4.9, 7, 10])
      expect(decide(buffer)).toMatchObject({ level: 2, reason: "throughput" });
  });

  it("decide_above10s_bolaEFromItsStartup", () => {
    const { measure, decide } = stage();
    measure(AMPLE);
    decide(10);
    expect(decide(10.1)).toMatchObject({ level: 2, reason: "startup" });
    expect(decide(9)).toMatchObject({ level: 1, reason: "buffer" });
  });

  it("decide_between5And10s_noChange", () => {
    const { measure, decide } = stage();
    measure(SUSTAINS[0]);
    decide(10.1);
    // 0.9 of 1.5 Mbit/s sustain level 0; BOLA-E's steps say who decides.
    expect(decide(5).reason).toBe("throughput cap");
    expect(decide(4.9).reason).toBe("throughput");
    expect(decide(10).reason).toBe("throughput");
    expect(decide(10.1).reason).not.toBe("throughput");
  });

  it("decide_backAbove10s_bolaEDoesNotStartAgain", () => {
    const { measure, decide } = stage();
    measure(AMPLE);
    decide(11);
    decide(4);
    expect(decide(11).reason).toBe("buffer");
  });

  it("decide_safetyFactorsOfBoth_fallOnlyWhenAsked", () => {
    const { measure, decide } = stage({ insufficientBuffer: true });
    measure(AMPLE);
    // Throughput's goes down to 0.5 in six decisions: then 0.5 x 8 x 9 = 36 Mbit do for level 2, and at 6 s 27 do not.
    for (let time = 0; time < 6; time++) decide(8);
    expect(decide(6)).toMatchObject({ level: 1, reason: "insufficient buffer" });
    // BOLA-E's is 0.9 at first: 0.9 x 6 x 9 = 48.6 Mbit.
    decide(10.1);
    expect(decide(6)).not.toMatchObject({ reason: "insufficient buffer" });
  });

  it("idleAndSamples_usingThroughput_reachBolaE", () => {
    const { policy, measure, decide, arrive } = stage({ variant: "o" });
    measure(AMPLE);
    // Starting at 16 s, level 2 lacks nothing.
    decide(16);
    decide(4);
    policy.onIdle!(2);
    arrive(1, 1, 9);
    // Of 2 s idled all stay: level 1 is worth 20 s. 12.5 + 2 s make level 2 the best.
    expect(decide(12.5)).toMatchObject({ level: 2, reason: "buffer" });
    expect(decide(12)).toMatchObject({ level: 1, reason: "buffer" });
  });

  it("progress_theRuleInUseDecides_andBolaEHearsOfIt", () => {
    const total = 4e6 * Math.exp(2);
    const { measure, decide, progress } = stage();
    measure(AMPLE);
    // 24 s x 1 Mbit/s: the throughput rule gives up for level 0; BOLA-E would not, at 31 s.
    expect(progress({ total, loaded: 10e6 }, 31)).toBe(0);
    decide(16);
    expect(progress({ total, loaded: 10e6 }, 31)).toBeUndefined();
    // As for BOLA at 6 s.
    const fast = { total, start: 99, firstByte: 99 };
    expect(progress({ ...fast, loaded: total - 18.63e6 }, 6)).toBeUndefined();
    expect(progress({ ...fast, loaded: total - 18.65e6 }, 6)).toBe(1);
    // The throughput rule is in use below 5 s, and has nothing against 10.91 Mbit/s.
    decide(4);
    expect(progress({ ...fast, loaded: total - 18.65e6 }, 6)).toBeUndefined();
  });

  it("progress_throughputRuleGivesUp_bolaEHearsOfIt", () => {
    const { policy, measure, decide, progress } = stage();
    measure(AMPLE);
    decide(16);
    policy.onIdle!(20);
    decide(4);
    // For level 0, of which 10 s are wanted: of the placeholder, 10 - 7 = 3 s are left.
    expect(progress({}, 7)).toBe(0);
    expect(decide(11.1).level).toBe(1);
    expect(decide(11.3).level).toBe(2);
  });
});

describe("dynamicDashWarnings", () => {
  const setting = { levels: eLadder, segmentDuration: 4 };

  it("warnings_bufferNeverAbove10s_saysThatBolaEIsNotUsed", () => {
    expect(dynamicDashWarnings({}, { ...setting, maxBuffer: 12 })).toEqual([
      "never takes BOLA-E, for which the buffer must be above 10 s: its buffer is at most 8 s at a decision (maximum " +
        "12 s, segments of 4 s)",
    ]);
    expect(dynamicDashWarnings({}, { ...setting, maxBuffer: 15 })).toEqual([]);
  });

  it("warnings_gammaPWithTheRule_saysThatItDoesNotCount", () => {
    expect(dynamicDashWarnings({ gammaP: 3 }, { ...setting, maxBuffer: 15 })).toHaveLength(1);
  });
});

describe("dynamic-dash: golden figures", () => {
  it("session_goldenTrace_asFrozen", () => {
    expect(goldenRequests(dynamicDash)).toMatchInlineSnapshot(
      `"0232233x111223222311100001101001111234344322323432344420001112333334211112344"`,
    );
  });
});
