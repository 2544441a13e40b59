import { describe, expect, it } from "vitest";
import { type DynamicOptions, dynamic, dynamicWarnings } from "../../src/policies/dynamic.js";
import { goldenRequests } from "./sabre/golden.js";
import { eLadder, measured } from "./sabre/stage.js";

/** BOLA with Vp = 10 s throughout (see the stage) and the throughput rule without its insufficient-buffer rule. */
const stage = (options: Partial<DynamicOptions> = {}) =>
  measured(dynamic, { gammaP: 1, adaptiveBuffer: false, insufficientBuffer: false, ...options });

/** Bit/s of which 0.9 sustain level 2. */
const AMPLE = 9e6;

/** Uses BOLA: at 16 s both are for level 2. */
function usingBola(options: Partial<DynamicOptions> = {}) {
  const made = stage(options);
  made.measure(AMPLE);
  made.decide(16);
  return made;
}

describe("dynamic", () => {
  it("decide_beforeAnySample_lowest", () => {
    expect(stage().decide(30)).toMatchObject({ level: 0, reason: "no samples" });
  });

  it("decide_atFirst_throughput", () => {
    const { measure, decide } = stage();
    measure(AMPLE);
    // BOLA would be at level 1 at 9 s, and is until 14.180 s.
    for (const buffer of [0, 9, 12, 14.1])
      expect(decide(buffer)).toMatchObject({ level: 2, reason: "throughput" });
  });

  it("decide_bufferAbove10sAndBolaNoLower_bola", () => {
    const { measure, decide } = stage();
    measure(4e6);
    // 0.9 x 4 Mbit/s sustain level 1, which is BOLA's too: but at 10 s it is not above.
    expect(decide(10).reason).toBe("throughput");
    expect(decide(10.1)).toMatchObject({ level: 1, reason: "buffer" });
  });

  it("decide_usingBola_staysWhileTheBufferIsNoLess", () => {
    const { decide } = usingBola();
    expect(decide(12)).toMatchObject({ level: 1, reason: "buffer" });
    expect(decide(10)).toMatchObject({ level: 1, reason: "buffer" });
  });

  it("decide_usingBolaBelow10s_staysWhileBolaIsNoLower", () => {
    const { measure, decide } = usingBola();
    measure(4e6);
    expect(decide(9)).toMatchObject({ level: 1, reason: "buffer" });
    measure(AMPLE);
    expect(decide(9)).toMatchObject({ level: 2, reason: "throughput" });
    // And stays there, at 12 s, where BOLA is still lower.
    expect(decide(12)).toMatchObject({ level: 2, reason: "throughput" });
  });

  it("decide_usingThroughput_bolaGoesOnFromItsOwnLevel", () => {
    const { measure, decide } = stage();
    measure(4e6);
    // At 3 s BOLA is at level 0, and throughput at 1; at 16 s BOLA rises from 0, capped at level 2 by the throughput
    // of 4 Mbit/s, which sustains level 1.
    decide(3);
    expect(decide(16)).toMatchObject({ level: 2, reason: "throughput cap" });
  });

  it("decide_usingThroughput_doesNotWaitForBola", () => {
    const { measure, decide } = stage({ variant: "o", safetyFactor: 2 });
    measure(1.5e6);
    // 2 x 1.5 Mbit/s sustain level 1; BOLA would wait at level 0, and is lower.
    expect(decide(16)).toMatchObject({ level: 1, waitSeconds: 0, reason: "throughput" });
  });

  it("decide_insufficientBufferRule_isOfThroughputAlone", () => {
    const { measure, decide } = stage({ insufficientBuffer: true });
    measure(AMPLE);
    // 0.9 x 2 s x 9 = 16.2 Mbit: level 1 has 10.87, level 2 29.56.
    expect(decide(2)).toMatchObject({ level: 1, reason: "insufficient buffer" });
    expect(decide(16).reason).toBe("buffer");
  });

  it("progress_usingBola_throughputDecides", () => {
    const { progress } = usingBola();
    // 1 Mbit in 10 s: as slow as can be. BOLA would keep what it has at 30.1 s.
    expect(progress({}, 30.1)).toBe(0);
    // 8 Mbit/s: 0.5 s of 4 s, although BOLA would go down at 1 s of buffer.
    expect(progress({ start: 99.5, firstByte: 99.5, loaded: 4e6, total: 32e6 }, 1)).toBeUndefined();
  });
});

describe("dynamicWarnings", () => {
  const setting = { levels: eLadder, segmentDuration: 4 };

  it("warnings_bufferNeverAbove10s_saysThatBolaIsNotUsed", () => {
    expect(dynamicWarnings({}, { ...setting, maxBuffer: 14 })).toEqual([
      "never takes BOLA, for which the buffer must be above 10 s: its buffer is at most 10 s at a decision (maximum " +
        "14 s, segments of 4 s)",
    ]);
    expect(dynamicWarnings({}, { ...setting, maxBuffer: 14.5 })).toEqual([]);
    expect(dynamicWarnings({ lowBufferSeconds: 5 }, { ...setting, maxBuffer: 10 })).toEqual([]);
  });
});

describe("dynamic: golden figures", () => {
  it("session_goldenTrace_asFrozen", () => {
    expect(goldenRequests(dynamic)).toMatchInlineSnapshot(
      `"0232233x11142111323x1121x000110110011112233444x14x24x24x23344x213444x14x23x03x03x03x03x03x03333334x24x04x14x04x14x04444"`,
    );
  });
});
