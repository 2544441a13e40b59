import { describe, expect, it } from "vitest";
import type { Observation, PolicyContext } from "../../src/model/policy.js";
import { videoFromSegments } from "../../src/model/video.js";
import { type ExoplayerOptions, exoplayer, exoplayerWarnings } from "../../src/policies/exoplayer.js";
import { plainTrace, play, requestsOf } from "../support/plain.js";
import { fixedEstimator } from "./fixed-estimator.js";
import { contextWith, observationWith, sampleOf } from "./stage.js";

/** The formats of Media3's own AdaptiveTrackSelectionTest, there in bit/s. */
const levels = [
  { bitrate: 500_000, width: 320, height: 240 },
  { bitrate: 1_000_000, width: 640, height: 480 },
  { bitrate: 2_000_000, width: 960, height: 720 },
];

/** An estimate that the test changes. */
function stage(options: Partial<ExoplayerOptions> = {}, context: Partial<PolicyContext> = {}) {
  const estimate = { kbps: 1000 };
  const estimator = () => ({ add() {}, estimate: () => estimate.kbps * 1000 });
  const policy = exoplayer({ bandwidthFraction: 1, estimator, ...options }, contextWith(levels, context));
  const decide = (kbps: number, more: Partial<Observation> = {}) => {
    estimate.kbps = kbps;
    return policy.decide(observationWith(levels, { buffer: 0, ...more }));
  };
  return { policy, decide };
}

describe("exoplayer: the expectations of Media3's own tests", () => {
  it("decide_first_highestWithinTheBandwidth", () => {
    expect(stage().decide(1000)).toEqual({ level: 1, reason: "initial", estimate: 1_000_000 });
    expect(stage({ bandwidthFraction: 0.5 }).decide(2000).level).toBe(1);
    expect(stage().decide(499).level).toBe(0);
  });

  it("decide_latencyKnown_isTakenOffTheSegmentsTime", () => {
    // 2000 kbit/s, of segments of 2 s the first of which is latency
    const { policy } = stage({ estimator: fixedEstimator(2000, 1) });
    const segment = { index: 0, duration: 2, remaining: 9 };
    expect(policy.decide(observationWith(levels, { segment })).level).toBe(1);
  });

  it("decide_bufferBelow10s_noUpSwitch", () => {
    const { decide } = stage();
    decide(1000);
    expect(decide(2000, { buffer: 9.999 })).toMatchObject({ level: 1, reason: "buffer too short" });
    expect(decide(2000, { buffer: 10 })).toMatchObject({ level: 2, reason: "bandwidth" });
  });

  it("decide_bufferOf25s_noDownSwitch", () => {
    const { decide } = stage();
    decide(1000);
    expect(decide(500, { buffer: 25 })).toMatchObject({ level: 1, reason: "buffer long enough" });
    expect(decide(500, { buffer: 24.999 })).toMatchObject({ level: 0, reason: "bandwidth" });
  });

  it("decide_live_upSwitchAtThreeQuartersOfWhatThereIsToBuffer", () => {
    // 5.6 s from playhead to edge, segments of 2 s: (5.6 - 2) x 0.75 = 2.7 s
    const { decide } = stage({ minDurationForQualityIncreaseSeconds: 5 }, { segmentDuration: 2 });
    const at = (buffer: number): Partial<Observation> => ({
      buffer,
      segment: { index: 50, duration: 2, remaining: 9 },
      live: { latency: 8, target: 8, edge: 100 - buffer + 5.6 },
    });
    decide(1000, at(0));
    expect(decide(2000, at(1.6)).level).toBe(1);
    expect(decide(2000, at(2.69)).level).toBe(1);
    expect(decide(2000, at(2.71)).level).toBe(2);
  });

  it("decide_comparesWithTheLastSegmentInTheBuffer", () => {
    const { policy, decide } = stage({ maxDurationForQualityDecreaseSeconds: 10 });
    decide(1000);
    policy.onSample!(sampleOf(1000, { level: 1 }), observationWith(levels));
    expect(decide(500, { buffer: 4, lastLevel: 1 }).level).toBe(0);
    // That decision came to nothing.
    expect(decide(1000, { buffer: 4, lastLevel: 1 }).level).toBe(1);
  });
});

/** A policy that has fetched segments of 10 s at these levels, and stands at the media's beginning. */
function holding(held: readonly number[], options: Partial<ExoplayerOptions> = {}) {
  const { policy, decide } = stage(
    { minDurationForQualityIncreaseSeconds: 0, maxDurationForQualityDecreaseSeconds: 1000, ...options },
    { segmentDuration: 10, maxBuffer: 100 },
  );
  const at = (index: number): Partial<Observation> => ({
    buffer: index * 10,
    lastLevel: held[index - 1],
    segment: { index, duration: 10, remaining: 9 },
  });
  held.forEach((level, index) => {
    decide(levels[level]!.bitrate / 1000, at(index));
    policy.onSample!(sampleOf(1000, { level }), observationWith(levels));
  });
  return {
    policy,
    next: (kbps: number, more = {}) => decide(kbps, { ...at(held.length), ...more }),
    decide,
    at,
  };
}

describe("exoplayer: what is thrown away", () => {
  it("decide_bandwidthNotImproved_nothing", () => {
    expect(holding([0, 0, 0]).next(500)).not.toHaveProperty("replaceFrom");
  });

  it("decide_bandwidthImproved_fromTheFirstSegmentBeyondWhatIsKept", () => {
    // Media3: of three chunks of 10 s and 15 s to be kept, two stay.
    const { next } = holding([0, 0, 0], { minDurationToRetainAfterDiscardSeconds: 15 });
    expect(next(1000)).toMatchObject({ level: 1, reason: "replaces" });
    expect(next(1000).replaceFrom).toBeCloseTo(20, 3);
  });

  it("decide_lastSegmentBeginsWithinWhatIsKept_nothing", () => {
    const kept = { minDurationToRetainAfterDiscardSeconds: 20 };
    expect(holding([0, 0, 0], kept).next(1000).replaceFrom).toBeCloseTo(20, 3);
    expect(holding([0, 0, 0], kept).next(1000, { buffer: 29.999 })).not.toHaveProperty("replaceFrom");
    expect(holding([0, 0, 0], kept).next(1000, { playbackRate: 1.01 })).not.toHaveProperty("replaceFrom");
  });

  it("decide_keptIsLessThanAnUpSwitchNeeds_isRaisedToThat", () => {
    const kept = { minDurationToRetainAfterDiscardSeconds: 0, minDurationForQualityIncreaseSeconds: 15 };
    expect(holding([0, 0, 0], kept).next(1000).replaceFrom).toBeCloseTo(20, 3);
  });

  it("decide_segmentsTooLarge_stay", () => {
    // Media3: four chunks of 480 lines and one of 240; the last goes where only 320 x 240 may.
    const small = { maxWidthToDiscard: 320, maxHeightToDiscard: 240 };
    expect(holding([1, 1, 1, 1, 0], small).next(2000).replaceFrom).toBeCloseTo(40, 3);
    expect(holding([1, 1, 1, 1, 0], { ...small, maxHeightToDiscard: 239 }).next(2000)).not.toHaveProperty(
      "replaceFrom",
    );
    expect(holding([1, 1, 1, 1, 0]).next(2000).replaceFrom).toBeCloseTo(30, 3);
  });

  it("decide_whileReplacing_oneSegmentAfterTheOther", () => {
    const { policy, next, decide, at } = holding([0, 0, 0, 0, 0]);
    expect(next(2000).replaceFrom).toBeCloseTo(30, 3);
    policy.onSample!(sampleOf(2000, { level: 2 }), observationWith(levels));
    const then = decide(2000, { ...at(5), segment: { index: 4, duration: 10, remaining: 9 } });
    expect(then).toEqual({ level: 2, reason: "bandwidth", estimate: 2_000_000 });
    policy.onSample!(sampleOf(2000, { level: 2 }), observationWith(levels));
    expect(next(2000)).not.toHaveProperty("replaceFrom");
  });

  it("onSeek_forgetsWhatWasHeld", () => {
    const { policy, next } = holding([0, 0, 0, 0, 0]);
    policy.onSeek!(0);
    expect(next(2000)).not.toHaveProperty("replaceFrom");
  });
});

describe("exoplayer: its estimate", () => {
  const fresh = (options: Partial<ExoplayerOptions> = {}) => exoplayer(options, contextWith(levels));
  const at = (policy: ReturnType<typeof fresh>, device?: Observation["device"]) =>
    policy.decide(observationWith(levels, device && { device })).estimate;

  it("decide_tooLittleKnown_theInitialEstimateOfTheConnection", () => {
    expect(at(fresh())).toBe(1_000_000);
    expect(at(fresh(), { connection: "wifi" })).toBe(2_400_000);
    expect(at(fresh(), { connection: "2g" })).toBe(750_000);
    const same = { initialEstimateByConnection: false, initialEstimateKbps: 800 };
    expect(at(fresh(same), { connection: "wifi" })).toBe(800_000);
  });

  it("decide_after2sOfTransfer_theMedian", () => {
    const policy = fresh();
    const told = (seconds: number, kbps: number) =>
      policy.onSample!(
        sampleOf(kbps * seconds, { firstByte: 100 - seconds, start: 0 }),
        observationWith(levels),
      );
    told(1.5, 300);
    expect(at(policy)).toBe(1_000_000);
    told(0.5, 300);
    expect(at(policy)).toBeCloseTo(300_000, 3);
  });

  it("decide_theConnectionChanges_forgets", () => {
    const policy = fresh();
    const device = { connection: "4g" } as const;
    policy.onSample!(sampleOf(9000), observationWith(levels, { device }));
    expect(at(policy, device)).toBe(9_000_000);
    expect(at(policy)).toBe(9_000_000);
    expect(at(policy, { connection: "3g" })).toBe(1_000_000);
  });
});

describe("exoplayer: warnings", () => {
  it("exoplayerWarnings_bufferTooSmallForAnUpSwitch_warns", () => {
    const setting = { levels, segmentDuration: 4, maxBuffer: 13.9 };
    expect(exoplayerWarnings({}, setting)).toEqual([
      "never climbs, unless live: its buffer is at most 9.9 s at a decision (maximum 13.9 s, segments of 4 s), and " +
        "climbing takes 10 s",
    ]);
    expect(exoplayerWarnings({}, { ...setting, maxBuffer: 14 })).toEqual([]);
  });
});

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("exoplayer in a session", () => {
  it("plays a link that falls and rises as it always has", () => {
    const ladder = [240, 360, 480, 720, 1080].map((height, level) => ({
      bitrate: [3e5, 6e5, 1e6, 2e6, 4e6][level]!,
      width: (height * 16) / 9,
      height,
    }));
    const video = videoFromSegments({
      name: "five",
      levels: ladder,
      segmentDuration: 4,
      durations: new Float64Array(45).fill(4),
      sizes: Array.from({ length: 45 }, () => Float64Array.from(ladder, ({ bitrate }) => bitrate * 4)),
      sizesAre: "exact",
    });
    const log = play({
      trace: plainTrace([
        [60, 1.3],
        [25, 8],
        [50, 0.4],
        [100, 2],
      ]),
      video,
      policy: exoplayer,
      player: { startupBuffer: 1, resumeBuffer: 2, maxBuffer: 50, bufferLimit: "below" },
    });
    const requests = requestsOf(log.requests);
    // Segments 23 to 28 are fetched twice.
    expect(requests.map(({ segment }) => segment)).toEqual([...upTo(29), ...upTo(45).slice(23)]);
    expect(requests.map(({ level }) => level).join("")).toBe(
      "111111111111111111111111111113444444444000000002222",
    );
  });
});
