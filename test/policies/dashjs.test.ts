import { describe, expect, it } from "vitest";
import type { Observation, Policy, PolicyContext, Sample } from "../../src/model/policy.js";
import { type DashjsOptions, dashjs, dashjsWarnings } from "../../src/policies/dashjs.js";
import { oracleTrace, oracleVideo } from "../support/oracles.js";
import { play, requestsOf } from "../support/plain.js";
import { fixedEstimator } from "./fixed-estimator.js";
import { contextWith, ladder, observationWith, sampleOf } from "./stage.js";

const levels = ladder(500, 1000, 2000, 4000);

/** The estimate does not move, so that nothing but the buffer does. */
const at = (kbps: number) => ({ estimator: fixedEstimator(kbps) });

class Stage {
  readonly policy: Policy;
  private next = 0;
  private readonly shown: Partial<Observation>;

  constructor(
    options: Partial<DashjsOptions> = {},
    shown: Partial<Observation> = {},
    context: Partial<PolicyContext> = {},
  ) {
    this.policy = dashjs(options, contextWith(levels, { maxBuffer: 18, ...context }));
    this.shown = { maxBuffer: 18, phase: "startup", ...shown };
  }

  decide(overrides: Partial<Observation> = {}) {
    return this.policy.decide(this.observe(overrides));
  }

  /** A segment comes at once, after which so much is in the buffer. */
  segment(level: number, buffer: number, now = 100, overrides: Partial<Observation> = {}): this {
    this.next++;
    const sample = sampleOf(0, { start: now, firstByte: now, end: now, bits: 1, level });
    const shown = { buffer, now, lastLevel: level, phase: "playing" as const, ...overrides };
    this.policy.onSample!(sample, this.observe(shown));
    return this;
  }

  /** So many segments of a level, of 4 s each, as if nothing were played meanwhile, from an empty buffer. */
  filled(level: number, segments: number): this {
    for (let each = 1; each <= segments; each++) this.segment(level, 4 * each);
    return this;
  }

  observe(overrides: Partial<Observation> = {}): Observation {
    return observationWith(levels, {
      ...this.shown,
      segment: { index: this.next, duration: 4, remaining: 50 },
      ...overrides,
    });
  }
}

const playing = (buffer: number, lastLevel: number, more: Partial<Observation> = {}) => ({
  phase: "playing" as const,
  buffer,
  lastLevel,
  ...more,
});

describe("dashjs: start", () => {
  it("decide_beforeAnySample_highestWithin1000Kbps", () => {
    expect(new Stage().decide({ buffer: 0 })).toEqual({ level: 1, reason: "no change", estimate: undefined });
    expect(new Stage({ initialVideoKbps: 1999 }).decide().level).toBe(1);
    expect(new Stage({ initialVideoKbps: 2000 }).decide().level).toBe(2);
    expect(new Stage({ initialVideoKbps: 0 }).decide().level).toBe(0);
  });

  it("decide_audioBeforeAnySample_highestWithin100Kbps", () => {
    expect(new Stage({}, {}, { media: "audio" }).decide().level).toBe(0);
    expect(new Stage({ initialAudioKbps: 2000 }, {}, { media: "audio" }).decide().level).toBe(2);
  });

  it("decide_estimateButNothingBuffered_stays", () => {
    expect(new Stage(at(9000)).decide({ buffer: 0 })).toMatchObject({ level: 1, reason: "no change" });
  });
});

describe("dashjs: throughput rule", () => {
  it("decide_littleBuffer_highestWithin90PercentOfTheEstimate", () => {
    const decideAt = (kbps: number) => new Stage(at(kbps)).filled(1, 1).decide(playing(4, 1));
    expect(decideAt(2222)).toMatchObject({ level: 1, reason: "throughput" });
    expect(decideAt(2223)).toEqual({ level: 2, reason: "throughput", estimate: 2_223_000 });
    expect(decideAt(100)).toMatchObject({ level: 0, reason: "throughput" });
  });

  it("decide_emptyBuffer_stays", () => {
    const stage = new Stage(at(9000)).filled(1, 1);
    expect(stage.decide(playing(0.3, 1))).toMatchObject({ level: 1, reason: "no change" });
    expect(stage.decide(playing(0.301, 1))).toMatchObject({ level: 3, reason: "throughput" });
  });

  it("decide_emptyBufferLive_stillChooses", () => {
    const live = { latency: 3, target: 3, edge: 1000 };
    const stage = new Stage(at(9000)).filled(1, 1);
    expect(stage.decide(playing(0.3, 1, { live }))).toMatchObject({ level: 3, reason: "throughput" });
  });

  it("decide_estimatorOfItsOwn_measuresAfterTheFirstByteInWholeKbps", () => {
    const stage = new Stage().filled(1, 1);
    const sample = sampleOf(2222.6, { start: 98.5 });
    stage.policy.onSample!(sample, stage.observe(playing(8, 1)));
    expect(stage.decide(playing(8, 1))).toMatchObject({ level: 2, estimate: 2_223_000 });
  });
});

describe("dashjs: DYNAMIC", () => {
  it("decide_bufferReached12_bola", () => {
    expect(new Stage(at(2500)).filled(2, 2).decide(playing(8, 2)).reason).toBe("throughput");
    expect(new Stage(at(2500)).filled(2, 3).decide(playing(8, 2)).reason).toBe("bola");
  });

  it("decide_bufferWasUnder6_throughputAgain", () => {
    const stage = new Stage(at(2500)).filled(2, 3);
    expect(stage.decide(playing(6, 2)).reason).toBe("bola");
    expect(stage.decide(playing(5.9, 2)).reason).toBe("throughput");
    expect(stage.decide(playing(11, 2)).reason).toBe("throughput");
  });

  it("decide_bufferUnder6BeforeTheLastSegmentOnly_throughput", () => {
    // 9.9 s after a segment of 4 s: it was 5.9 s before
    const stage = new Stage(at(2500)).filled(2, 3).segment(2, 9.9);
    expect(stage.decide(playing(9.9, 2)).reason).toBe("throughput");
    const notUnder = new Stage(at(2500)).filled(2, 3).segment(2, 10);
    expect(notUnder.decide(playing(10, 2)).reason).toBe("bola");
  });

  it("decide_oneRuleOnly_whateverTheBuffer", () => {
    const throughput = new Stage({ ...at(2500), bolaRule: "off" }).filled(2, 4);
    expect(throughput.decide(playing(16, 2)).reason).toBe("throughput");
    const bola = new Stage({ ...at(2500), throughputRule: "off" });
    expect(bola.decide({ buffer: 0 }).reason).toBe("bola");
  });

  it("decide_bolaHasMoreThanItNeeds_waits", () => {
    // Levels 0 to 3, T = 18 s: Vp = 8 / (3 ln 2) = 3.847. Level 1 is fetched at up to 10 + Vp (1 + ln 2) = 16.51 s.
    const stage = new Stage(at(1500)).filled(1, 3);
    stage.decide(playing(12, 1));
    stage.segment(1, 16).decide(playing(16, 1));
    const most = 10 + (8 / (3 * Math.LN2)) * (1 + Math.LN2);
    const decision = stage.segment(1, 20).decide(playing(20, 1));
    expect(decision).toMatchObject({ level: 1, reason: "bola" });
    expect(decision.waitSeconds).toBeCloseTo(20 - most, 9);
  });
});

describe("dashjs: insufficient buffer", () => {
  it("decide_bufferTooShort_lowerLevel", () => {
    // 0.7 x 3000 kbit/s x 2 s / 4 s = 1050 kbit/s, where throughput has 2000 within 2700
    const stage = new Stage(at(3000)).filled(2, 2);
    expect(stage.decide(playing(2, 2))).toMatchObject({ level: 1, reason: "insufficient buffer" });
    expect(stage.decide(playing(4, 2))).toMatchObject({ level: 2, reason: "throughput" });
  });

  it("decide_firstTwoSegments_notHeeded", () => {
    expect(new Stage(at(3000)).filled(2, 1).decide(playing(2, 2))).toMatchObject({ level: 2 });
  });

  it("decide_afterASeek_notHeededForTwoSegments", () => {
    const stage = new Stage(at(3000)).filled(2, 4);
    stage.policy.onSeek!(400);
    expect(stage.decide({ phase: "seeking", buffer: 0, lastLevel: 2 })).toMatchObject({
      level: 2,
      reason: "no change",
    });
    stage.segment(2, 2).segment(2, 2);
    expect(stage.decide(playing(2, 2)).reason).toBe("insufficient buffer");
  });

  it("decide_emptyBuffer_lowest", () => {
    const stage = new Stage(at(90_000)).filled(2, 2);
    expect(stage.decide(playing(0.2, 2))).toMatchObject({ level: 0, reason: "insufficient buffer" });
  });

  it("decide_lowLatencyOrOff_notHeeded", () => {
    for (const options of [{ lowLatency: true }, { insufficientBufferRule: "off" as const }])
      expect(new Stage({ ...at(3000), ...options }).filled(2, 2).decide(playing(2, 2)).level).toBe(2);
  });
});

describe("dashjs: other rules", () => {
  it("decide_oftenDown_switchHistoryHoldsTheLevelBelow", () => {
    const stage = new Stage(at(9000)).filled(3, 2);
    // The player bars level 3 eight times over, and plays it all the same
    for (let each = 0; each < 7; each++) stage.decide(playing(8, 3, { allowed: [0, 2] }));
    expect(stage.decide(playing(8, 3))).toMatchObject({ level: 3, reason: "throughput" });
    stage.decide(playing(8, 3, { allowed: [0, 2] }));
    expect(stage.decide(playing(8, 3))).toMatchObject({ level: 2, reason: "switch history" });
  });

  it("decide_droppedFrames_oneBelowTheLevelThatDrops", () => {
    const device = { droppedFrames: 100, totalFrames: 400 };
    const stage = new Stage({ ...at(9000), droppedFramesRule: "default" }).filled(3, 2);
    expect(stage.decide(playing(8, 3, { device }))).toMatchObject({ level: 2, reason: "dropped frames" });
    expect(new Stage(at(9000)).filled(3, 2).decide(playing(8, 3, { device })).level).toBe(3);
  });

  it("decide_strongRule_prevailsOverALowerOne", () => {
    const stage = new Stage({ ...at(3000), throughputRule: "strong" }).filled(2, 2);
    expect(stage.decide(playing(2, 2))).toMatchObject({ level: 2, reason: "throughput" });
  });

  it("decide_emptyBufferWithAWeakRule_isOfDefaultPriorityAllTheSame", () => {
    const live = { latency: 3, target: 3, edge: 1000 };
    const options = { ...at(3000), insufficientBufferRule: "weak" as const };
    expect(new Stage(options).filled(2, 2).decide(playing(2, 2, { live })).reason).toBe("throughput");
    expect(new Stage(options).filled(2, 2).decide(playing(0.2, 2, { live })).level).toBe(0);
  });

  it("decide_levelNotAllowed_nearest", () => {
    const stage = new Stage(at(9000)).filled(1, 1);
    expect(stage.decide(playing(4, 1, { allowed: [0, 2] }))).toMatchObject({ level: 2, reason: "limit" });
    expect(new Stage().decide({ allowed: [2, 3] })).toMatchObject({ level: 2 });
  });
});

describe("dashjs: abandonment", () => {
  /** 2 s into a download at level 3 that makes 1200 kbit/s: with 13.3 s in all, level 1 is better. */
  function abandoning(options: Partial<DashjsOptions> = {}): { stage: Stage; abandonTo: number | undefined } {
    const stage = new Stage({ ...at(9000), ...options }).filled(3, 2);
    stage.decide(playing(8, 3));
    let abandonTo: number | undefined;
    for (let report = 1; report <= 8 && abandonTo === undefined; report++) {
      const now = 100 + 0.1 * report;
      const loaded = 120_000 * report;
      const inFlight = { segment: 2, level: 3, start: 99.9, firstByte: 100, loaded, total: 16e6 };
      const shown = stage.observe(playing(8, 3, { now, inFlight }));
      abandonTo = stage.policy.onProgress?.(inFlight, shown)?.abandonTo;
    }
    return { stage, abandonTo };
  }

  it("onProgress_muchTooSlow_highestWithinTheThroughputSoFar", () => {
    expect(abandoning().abandonTo).toBe(1);
  });

  it("onProgress_ruleOff_isNotListenedTo", () => {
    expect(abandoning({ abandonRequestsRule: false }).stage.policy.onProgress).toBeUndefined();
  });

  it("decide_beforeTheOtherCame_thatLevel", () => {
    const { stage } = abandoning();
    expect(stage.decide(playing(7, 3, { now: 101 }))).toMatchObject({ level: 1, reason: "abandoned" });
    stage.policy.onSeek!(0);
    expect(stage.decide({ phase: "seeking", buffer: 0, lastLevel: 3 }).reason).not.toBe("abandoned");
  });

  it("decide_10SecondsAfter_throughputRuleIsSilent", () => {
    const { stage } = abandoning({ insufficientBufferRule: "off" });
    stage.segment(1, 8, 102);
    // given up at the 6th report, at 100.6 s
    expect(stage.decide(playing(8, 1, { now: 110.59 }))).toMatchObject({ level: 1, reason: "no change" });
    expect(stage.decide(playing(8, 1, { now: 110.6 }))).toMatchObject({ level: 3, reason: "throughput" });
  });

  it("decide_10SecondsAfter_noRuleLeadsUp", () => {
    const { stage } = abandoning();
    stage.segment(1, 8, 102);
    expect(stage.decide(playing(8, 1, { now: 105 }))).toMatchObject({
      level: 1,
      reason: "after abandonment",
    });
    // 0.7 x 9000 kbit/s x 0.5 s / 4 s = 787 kbit/s
    expect(stage.decide(playing(0.5, 1, { now: 105 }))).toMatchObject({ level: 0 });
  });

  it("onProgress_givenUp_whatCameCountsInTheEstimate", () => {
    const { stage } = abandoning({ estimator: undefined });
    expect(stage.decide(playing(7, 3, { now: 101 })).estimate).toBe(1_200_000);
  });
});

describe("dashjs: fast switching", () => {
  const fast = { ...at(9000), fastSwitch: true };

  it("decide_upSwitch_replacesFromTheSegmentThatPlays", () => {
    // 12 s of media, 7.5 s of them ahead: the playhead is at 4.5 s, in the segment that begins at 4 s
    const stage = new Stage({ ...fast, bolaRule: "off" }).filled(1, 3);
    expect(stage.decide(playing(7.5, 1))).toMatchObject({ level: 3, replaceFrom: 4 });
  });

  it("decide_noUpSwitch_replacesNothing", () => {
    expect(new Stage(fast).filled(1, 2).decide(playing(6, 1))).toHaveProperty("replaceFrom");
    expect(new Stage(fast).filled(3, 2).decide(playing(8, 3))).not.toHaveProperty("replaceFrom");
  });

  it("decide_byDefault_leavesItToThePlayer", () => {
    expect(new Stage(at(9000)).filled(1, 2).decide(playing(8, 1))).not.toHaveProperty("replaceFrom");
  });
});

describe("dashjs: a segment that comes once more", () => {
  it("onSample_sameSegmentAndLevel_isMeasuredAsItWasTheFirstTime", () => {
    const told: number[] = [];
    const estimator = () => ({ add: ({ bits }: Sample) => told.push(bits), estimate: () => undefined });
    const stage = new Stage({ estimator });
    const comes = (next: number, level: number, bits: number) => {
      const sample = sampleOf(0, { start: 0, firstByte: 0, end: 1, bits, level });
      stage.policy.onSample!(sample, stage.observe({ segment: segmentAt(next) }));
      // A player may write the next one over it.
      Object.assign(sample, { bits: -1 });
    };
    comes(1, 0, 100);
    comes(1, 1, 200);
    comes(2, 0, 300);
    comes(1, 0, 400);
    comes(1, 1, 500);
    expect(told).toEqual([100, 200, 300, 100, 200]);
  });
});

const segmentAt = (index: number) => ({ index, duration: 4, remaining: 50 });

describe("dashjs: warnings", () => {
  it("warns_bufferUnder12Seconds_thatBolaIsNeverAsked", () => {
    const setting = { levels, segmentDuration: 4, maxBuffer: 11.9 };
    expect(dashjsWarnings({}, setting)).toEqual([
      "never asks BOLA: its buffer is at most 11.9 s, and that takes 12 s",
    ]);
    expect(dashjsWarnings({}, { ...setting, maxBuffer: 12 })).toEqual([]);
    expect(dashjsWarnings({}, { ...setting, maxBuffer: 8, bufferLimit: "below" })).toEqual([]);
    expect(dashjsWarnings({ throughputRule: "off" }, setting)).toEqual([]);
  });
});

/** As profile `dashjs` has it, but for the timer: an x is a download given up, a colon before what replaces a copy. */
function session(trace: string): string {
  let furthest = -1;
  const log = play({
    trace: oracleTrace(trace),
    video: oracleVideo("video-six-level.json"),
    policy: dashjs,
    player: {
      startupBuffer: 0,
      resumeBuffer: 0,
      maxBuffer: 18,
      abandonment: { progressEvery: 0.05, progressBits: 0, afterwards: "forced" },
      fastSwitch: { aheadSegments: 1.5, abortsInFlight: true },
    },
  });
  return requestsOf(log.requests)
    .map(({ segment, level, outcome }) => {
      const replaces = segment < furthest;
      furthest = Math.max(furthest, segment);
      return `${replaces ? ":" : ""}${level}${outcome === "abandoned" ? "x" : ""}`;
    })
    .join("");
}

describe("dashjs: sessions", () => {
  it("session_commute_asFrozen", () => {
    expect(session("trace-commute-1.json")).toBe(
      "133233x1111222111111111x0000000000000000:11223321122222211111111x00000000:111222222x1100:1112222:334455",
    );
  });

  it("session_outages_asFrozen", () => {
    expect(session("trace-outage-1.json")).toBe(
      "144444444x200112233333:4x2001222:333333:4x1111:33333400122333333:4x00000:222333333012222222:3222222220111111",
    );
  });
});
