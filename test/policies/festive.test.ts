import { describe, expect, it } from "vitest";
import type { Observation } from "../../src/model/policy.js";
import {
  type FestiveOptions,
  festive,
  festiveDefaults,
  festiveWarnings,
} from "../../src/policies/festive.js";
import { goldenSession } from "./golden.js";
import { contextWith, ladder, observationWith, sampleOf } from "./stage.js";

const levels = ladder(1000, 2000, 4000, 8000);

/** A session whose draws are all the same; 0.5 leaves the target where it is. */
function session(options: Partial<FestiveOptions> = {}, draw = 0.5) {
  let draws = 0;
  const random = () => {
    draws++;
    return draw;
  };
  const policy = festive(options, contextWith(levels, { random }));
  return {
    decide: (overrides: Partial<Observation> = {}) => policy.decide(observationWith(levels, overrides)),
    /** Downloads of 1 s at so many kbit/s, of segments of one level. */
    download(kbps: number, level: number, count = 1) {
      for (let i = 0; i < count; i++) policy.onSample!(sampleOf(kbps, { level }), observationWith(levels));
    },
    draws: () => draws,
  };
}

describe("festive", () => {
  it("decide_firstSegment_lowest", () => {
    expect(session().decide()).toMatchObject({ level: 0, reason: "no samples" });
  });

  it("decide_nothingMeasuredYet_staysAtWhatIsPlayed", () => {
    expect(session().decide({ lastLevel: 2 })).toMatchObject({ level: 2, reason: "no samples" });
  });

  it("decide_estimate_harmonicMeanOfTheLast20", () => {
    const { decide, download } = session();
    download(1000, 0);
    download(3000, 0);
    expect(decide({ lastLevel: 0 }).estimate).toBeCloseTo(1_500_000);
    download(5000, 0, 20);
    expect(decide({ lastLevel: 0 }).estimate).toBeCloseTo(5_000_000);
  });

  it.each([0, 1, 2])("decide_levelPlayedForAsManySegmentsAsItCounts_upByOneFrom%d", (level) => {
    const { decide, download } = session();
    for (let segment = 0; segment < level; segment++) {
      download(20_000, level);
      expect(decide({ lastLevel: level })).toMatchObject({ level, reason: "stay" });
    }
    download(20_000, level);
    expect(decide({ lastLevel: level })).toMatchObject({ level: level + 1, reason: "climb" });
  });

  it("decide_anotherLevelInBetween_countsAnew", () => {
    const { decide, download } = session();
    for (const level of [1, 2, 1]) download(20_000, level);
    expect(decide({ lastLevel: 1 }).level).toBe(1);
    download(20_000, 1);
    expect(decide({ lastLevel: 1 }).level).toBe(2);
  });

  it.each([
    [2352, 0], // x 0.85 = 1999.2
    [2353, 1], // 2000.05
  ])("decide_estimateOf%dKbps_nextLevelWithinItsShare_%d", (kbps, level) => {
    const { decide, download } = session();
    download(kbps, 0);
    expect(decide({ lastLevel: 0 }).level).toBe(level);
  });

  it.each([
    [4706, 2, "stay"], // x 0.85 = 4000.1
    [4705, 1, "throughput"],
    [100, 1, "throughput"], // One level at a time, however low.
  ])("decide_estimateOf%dKbpsAtLevel2_%d", (kbps, level, reason) => {
    const { decide, download } = session();
    download(kbps, 2);
    expect(decide({ lastLevel: 2 })).toMatchObject({ level, reason });
  });

  describe("delayed update", () => {
    /** Up from level 0 after so many switches that the player forced at 100 s. */
    const climbAfter = (switches: number, now: number, options: Partial<FestiveOptions> = {}) => {
      const { decide, download } = session(options);
      download(20_000, 0);
      for (let i = 0; i < switches; i++) decide({ now: 100, lastLevel: 0, allowed: [1, 1] });
      return decide({ now, lastLevel: 0 });
    };

    it("decide_fewSwitches_climbs", () => {
      // Staying costs 2^2 + 12 x |1000 / 2000 - 1| = 10, moving 2^3 = 8.
      expect(climbAfter(2, 101)).toMatchObject({ level: 1, reason: "climb" });
    });

    it("decide_manySwitches_waits", () => {
      // 2^3 + 6 = 14 against 2^4.
      expect(climbAfter(3, 101)).toMatchObject({ level: 0, reason: "delayed" });
    });

    it("decide_equalScores_stays", () => {
      // With weight 8: 2^2 + 4 against 2^3.
      expect(climbAfter(2, 101, { efficiencyWeight: 8 }).reason).toBe("delayed");
      expect(climbAfter(2, 101, { efficiencyWeight: 8.01 }).reason).toBe("climb");
    });

    it("decide_switchesOf20SecondsAgo_forgotten", () => {
      expect(climbAfter(3, 119.9).reason).toBe("delayed");
      expect(climbAfter(3, 120).reason).toBe("climb");
    });

    it("decide_downAfterManySwitches_waitsToo", () => {
      const { decide, download } = session();
      download(2000, 1);
      // 0.85 x 2000 does not cover 2000. Staying: 2^n + 12 x |2000 / 1000 - 1|; moving: 2^(n + 1). n = 4 stays.
      for (let i = 0; i < 4; i++) decide({ lastLevel: 1, allowed: [2, 2] });
      expect(decide({ lastLevel: 1 })).toMatchObject({ level: 1, reason: "delayed" });
    });
  });

  describe("scheduling", () => {
    it.each([
      [0.5, 29, 0],
      [0.5, 30, 0],
      [0.5, 33, 3],
      [0, 27, 1], // One segment earlier: 26 s.
      [0.75, 35, 3], // Half a segment later: 32 s.
    ])("decide_draw%dBuffer%ds_waits%ds", (draw, buffer, wait) => {
      expect(session({}, draw).decide({ buffer }).waitSeconds).toBeCloseTo(wait, 9);
    });

    it("decide_each_drawsOnce", () => {
      const { decide, download, draws } = session();
      decide();
      download(1000, 0);
      decide({ lastLevel: 0 });
      expect(draws()).toBe(2);
    });

    it("decide_spreadBeyondTheTarget_targetOf0", () => {
      expect(
        session({ targetBufferSeconds: 2, randomSegments: 3 }, 0).decide({ buffer: 5 }).waitSeconds,
      ).toBe(5);
    });
  });

  it("decide_levelNotAllowed_nearestAllowed", () => {
    const { decide, download } = session();
    download(20_000, 0);
    expect(decide({ lastLevel: 0, allowed: [2, 3] })).toMatchObject({ level: 2, reason: "limit" });
  });

  it("decide_anotherEstimator_used", () => {
    const { decide, download } = session({ estimator: () => ({ add() {}, estimate: () => 100_000 }) });
    download(20_000, 2);
    expect(decide({ lastLevel: 2 })).toMatchObject({ level: 1, estimate: 100_000 });
  });

  it("session_goldenTrace_asFrozen", () => {
    expect(goldenSession(festive)).toBe(GOLDEN);
  });
});

const GOLDEN = "011222333333443333333333333333333333333332222333333222222222222222222223333";

describe("festiveWarnings", () => {
  const setting = { levels, segmentDuration: 4, maxBuffer: 30 };
  it("warnings_bufferUnderEveryTarget_saysItNeverWaits", () => {
    expect(festiveWarnings({}, setting)).toEqual([
      "never holds a request back: its buffer is at most 26 s at a decision (maximum 30 s, segments of 4 s), and it " +
        "waits for a buffer of over 26 s",
    ]);
    expect(festiveWarnings({}, { ...setting, maxBuffer: 31 })).toEqual([]);
    expect(festiveDefaults.targetBufferSeconds).toBe(30);
  });
});
