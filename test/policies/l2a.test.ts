import { describe, expect, it } from "vitest";
import type { Observation, Policy } from "../../src/model/policy.js";
import { type L2aOptions, l2a } from "../../src/policies/l2a.js";
import { oracleTrace, oracleVideo } from "../support/oracles.js";
import { play, requestsOf } from "../support/plain.js";
import { fixedEstimator } from "./fixed-estimator.js";
import { contextWith, ladder, observationWith, sampleOf } from "./stage.js";

const levels = ladder(500, 1000, 2000, 4000);

class Stage {
  readonly policy: Policy;
  private next = 0;

  constructor(options: Partial<L2aOptions> = {}, media: "video" | "audio" = "video") {
    this.policy = l2a(options, contextWith(levels, { media, segmentDuration: 1 }));
  }

  decide(overrides: Partial<Observation> = {}) {
    return this.policy.decide(this.observe(overrides));
  }

  /** A segment of a level came at so many kbit/s. */
  segment(level: number, kbps: number): this {
    this.next++;
    this.policy.onSample!(sampleOf(kbps, { level }), this.observe({ lastLevel: level }));
    return this;
  }

  private observe(overrides: Partial<Observation> = {}): Observation {
    return observationWith(levels, {
      buffer: 1.5,
      segment: { index: this.next, duration: 1, remaining: 50 },
      ...overrides,
    });
  }
}

/** Learning, with the level current that 0.9 x so many kbit/s are enough for. */
function learningAt(kbps: number, options: Partial<L2aOptions> = {}): Stage {
  const stage = new Stage({ estimator: fixedEstimator(kbps), ...options });
  stage.decide();
  const level = stage.segment(0, kbps).decide().level;
  return stage.segment(level, kbps);
}

describe("l2a: start", () => {
  it("decide_beforeAnySample_highestWithin1000Kbps", () => {
    expect(new Stage().decide()).toEqual({ level: 1, reason: "no change", estimate: undefined });
    expect(new Stage({}, "audio").decide()).toMatchObject({ level: 0, reason: "audio" });
  });

  it("decide_estimate_highestWithin90Percent", () => {
    expect(new Stage({ estimator: fixedEstimator(2222) }).decide().level).toBe(1);
    expect(new Stage({ estimator: fixedEstimator(2223) }).decide()).toEqual({
      level: 2,
      reason: "start",
      estimate: 2_223_000,
    });
  });

  it("decide_1500MsBuffered_learnsFromTheNextOn", () => {
    const stage = new Stage({ estimator: fixedEstimator(1000) });
    stage.decide();
    stage.segment(0, 1000);
    expect(stage.decide({ buffer: 1.499 }).reason).toBe("start");
    expect(stage.decide({ buffer: 1.5 }).reason).toBe("start");
    expect(stage.decide().reason).toBe("learning");
  });

  it("decide_afterASeek_startsAgain", () => {
    const stage = learningAt(1000);
    expect(stage.decide().reason).toBe("learning");
    stage.policy.onSeek!(50);
    expect(stage.decide().reason).toBe("start");
    expect(stage.decide().reason).toBe("start");
    stage.segment(0, 1000).decide();
    expect(stage.decide().reason).toBe("learning");
  });

  it("decide_audio_stays", () => {
    const stage = new Stage({ estimator: fixedEstimator(9000) }, "audio");
    expect(stage.decide({ lastLevel: 2 })).toMatchObject({ level: 2, reason: "audio" });
  });
});

describe("l2a: learning", () => {
  it("decide_inOneUnit_asWorkedOut", () => {
    // Horizon 1 and exponent 0: V_L = 1, alpha = 1, Q = 1; a segment of 1 s. At C = 2000 kbit/s the weights, all on
    // level 0, move by 0.5 x 2 x (0.25, 0.5, 1, -2): (1.25, 0.5, 1, -2), less 1.75 / 3: (2/3, 0, 5/12, 0) is over 1 by
    // 1/12, so less 0.625: (0.625, 0, 0.375, 0). Its mean, 1062.5 kbit/s, is nearest to level 1.
    const options = { dashjsUnits: false, horizon: 1, cautionExponent: 0 };
    const stage = learningAt(600, options).segment(0, 2000);
    expect(stage.decide()).toMatchObject({ level: 1, reason: "learning" });
  });

  it("decide_throughputOfAllLevels_inOneUnitUpOneByOne", () => {
    const climb = (dashjsUnits: boolean) => {
      const stage = learningAt(600, { dashjsUnits });
      return Array.from({ length: 12 }, () => {
        const { level } = stage.decide();
        stage.segment(level, 9000);
        return level;
      }).join("");
    };
    expect(climb(false)).toBe("011122222222");
    // bit/s against kbit/s
    expect(climb(true)).toBe("033333333333");
  });

  it("decide_throughputBelow_down", () => {
    const stage = learningAt(5000);
    expect(stage.decide().level).toBe(3);
    const lower = stage.segment(3, 1500).decide().level;
    expect(lower).toBeLessThan(3);
  });

  it("decide_noDownloadSince_sameLevelAndNothingLearnt", () => {
    const stage = learningAt(5000).segment(3, 1500);
    const first = stage.decide().level;
    for (let each = 0; each < 5; each++) expect(stage.decide().level).toBe(first);
  });

  it("decide_fasterPlayback_needsMoreThroughput", () => {
    const at = (playbackRate: number) => learningAt(5000).segment(3, 4100).decide({ playbackRate }).level;
    expect(at(1)).toBe(3);
    expect(at(1.1)).toBeLessThan(3);
  });

  it("decide_numbersBeyondBounds_stays", () => {
    const stage = learningAt(600);
    // The lowest level is too much for ever: Q doubles each time, past what a double can hold
    for (let each = 0; each < 1100; each++) stage.segment(0, 100).decide({ lastLevel: 0 });
    expect(stage.segment(2, 100).decide({ lastLevel: 2 })).toMatchObject({ level: 2, reason: "no change" });
    stage.policy.onSeek!(0);
    expect(stage.decide({ lastLevel: 2 })).toMatchObject({ level: 0, reason: "start" });
  });

  it("decide_levelNotAllowed_nearest", () => {
    expect(learningAt(5000).decide({ allowed: [0, 1] })).toMatchObject({ level: 1, reason: "limit" });
  });
});

describe("l2a: session", () => {
  it("session_commute_asFrozen", () => {
    const log = play({
      trace: oracleTrace("trace-commute-1.json"),
      video: oracleVideo("video-six-level.json"),
      policy: l2a,
      player: { startupBuffer: 0, resumeBuffer: 0, maxBuffer: 18 },
    });
    expect(
      requestsOf(log.requests)
        .map(({ level }) => level)
        .join(""),
    ).toBe("133233123413211100001000200011143542212224332243200000004332332101123444555");
  });
});
