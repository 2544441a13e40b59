import { describe, expect, it } from "vitest";
import type { InFlight, Observation } from "../../src/model/policy.js";
import type { Level } from "../../src/model/video.js";
import { type HlsjsOptions, hlsjs } from "../../src/policies/hlsjs.js";
import { plainTrace, plainVideo, play, requestsOf } from "../support/plain.js";
import { fixedEstimator } from "./fixed-estimator.js";
import { contextWith, ladder, observationWith, sampleOf } from "./stage.js";

const first = (
  levels: readonly Level[],
  options: Partial<HlsjsOptions> = {},
  more: Partial<Observation> = {},
) =>
  hlsjs(options, contextWith(levels)).decide(
    observationWith(levels, { phase: "startup", buffer: 0, ...more }),
  );

describe("hlsjs: the first level", () => {
  it("decide_nothingKnown_highestWithinTheDefaultEstimate", () => {
    expect(first(ladder(300, 500, 501))).toEqual({ level: 1, reason: "first", estimate: 500_000 });
  });

  it("decide_firstListedIsHigher_itsBitrateIsTheEstimateUpTo5Mbps", () => {
    const levels = ladder(300, 2000, 4000, 6000);
    expect(first(levels, { firstLevel: 1 })).toMatchObject({ level: 1, estimate: 2_000_000 });
    expect(first(levels, { firstLevel: 3 })).toMatchObject({ level: 2, estimate: 5_000_000 });
    expect(first(levels, { firstLevel: 99 })).toMatchObject({ level: 2, estimate: 5_000_000 });
  });

  it("decide_defaultEstimateSet_isNotRaised", () => {
    expect(first(ladder(300, 2000), { firstLevel: 1, defaultEstimateKbps: 1500 })).toMatchObject({
      level: 0,
      estimate: 1_500_000,
    });
  });

  it("decide_noLevelWithinTheEstimate_theOneListedFirst", () => {
    expect(first(ladder(6000, 9000), { firstLevel: 1 })).toMatchObject({ level: 1, reason: "first listed" });
  });

  it("decide_aSecondAtTheLevelTakesTheWholeSlack_nextLower", () => {
    // Of a playlist that nobody has loaded it knows no duration and reckons with 1 s; twice the latency of 1.75 s, and
    // 300/600 or 350/600 s, against 4 s: the next is under, at 3.5 s and 0.5
    const slow = { defaultLatencySeconds: 1.75, defaultEstimateKbps: 600 };
    expect(first(ladder(200, 299, 300), slow).level).toBe(1);
  });

  it("decide_halfTheBuffer_isAddedToTheSlack", () => {
    const slow = { defaultLatencySeconds: 1.75, defaultEstimateKbps: 600 };
    expect(first(ladder(200, 299, 300), slow, { buffer: 0.1 }).level).toBe(2);
  });

  it("decide_codecsDiffer_startsAmongTheBestLiked", () => {
    const levels = [
      { bitrate: 300_000, codec: "avc1.4d401f,mp4a.40.2" },
      { bitrate: 350_000, codec: "hvc1.1.6.L93,mp4a.40.2" },
      { bitrate: 450_000, codec: "avc1.4d401f,mp4a.40.2" },
    ];
    expect(first(levels).level).toBe(1);
    // Where one level's is not said, none counts.
    expect(first([...levels, { bitrate: 9e6 }]).level).toBe(2);
  });
});

/** A policy in mid-session: what it says where the estimate is so many kbit/s. */
function playing(
  levels: readonly Level[],
  kbps: number,
  options: Partial<HlsjsOptions> = {},
  latency = 0,
  level = 0,
) {
  const policy = hlsjs({ estimator: fixedEstimator(kbps, latency), ...options }, contextWith(levels));
  policy.onSample!(sampleOf(kbps, { level }), observationWith(levels));
  return {
    policy,
    decide: (more: Partial<Observation> = {}) =>
      policy.decide(observationWith(levels, { lastLevel: 0, ...more })),
  };
}

describe("hlsjs: the next level", () => {
  it("decide_aboveTheCurrentLevel_within70PercentOfTheEstimate", () => {
    expect(playing(ladder(300, 700, 701), 1000).decide()).toMatchObject({ level: 1, reason: "bandwidth" });
  });

  it("decide_atTheCurrentLevelAndBelow_within95PercentOfTheEstimate", () => {
    const levels = ladder(300, 800, 950, 951);
    expect(playing(levels, 1000).decide({ lastLevel: 3 }).level).toBe(2);
    expect(playing(levels, 999).decide({ lastLevel: 3 }).level).toBe(1);
  });

  it("decide_aSegmentLoadsNoSoonerThanTheBufferLasts_onlyWithAStall", () => {
    // 4 s of 500 kbit/s at 0.7 x 1000 kbit/s: 2.857 s
    const levels = ladder(100, 500);
    expect(playing(levels, 1000).decide({ buffer: 2.86 })).toMatchObject({ level: 1, reason: "bandwidth" });
    expect(playing(levels, 1000).decide({ buffer: 2.85 })).toMatchObject({ level: 0, reason: "bandwidth" });
    expect(playing(levels, 1000).decide({ buffer: 0 })).toMatchObject({ level: 1, reason: "short stall" });
  });

  it("decide_playbackRate_shortensTheBuffer", () => {
    const levels = ladder(100, 500);
    expect(playing(levels, 1000).decide({ buffer: 5.72, playbackRate: 2 }).level).toBe(1);
    expect(playing(levels, 1000).decide({ buffer: 5.7, playbackRate: 2 }).level).toBe(0);
  });

  it("decide_slack_isAtMostMaxStarvationDelay", () => {
    // 4 s of 500 kbit/s take 2.857 s of an empty buffer's slack
    const levels = ladder(100, 500);
    expect(playing(levels, 1000, { maxStarvationDelaySeconds: 2.86 }).decide({ buffer: 0 }).level).toBe(1);
    expect(playing(levels, 1000, { maxStarvationDelaySeconds: 2.85 }).decide({ buffer: 0 }).level).toBe(0);
  });

  it("decide_twoSegmentsOfBuffer_averageBitrateInsteadOfPeak", () => {
    const levels = [{ bitrate: 100_000 }, { bitrate: 600_000, peakBitrate: 900_000 }];
    expect(playing(levels, 900).decide({ buffer: 8 }).level).toBe(1);
    expect(playing(levels, 900).decide({ buffer: 7.99 }).level).toBe(0);
  });

  it("decide_playlistNotLoadedYet_costsALatencyMore", () => {
    // 2.857 s and a latency of 1 s, or two while the playlist is not known
    const levels = ladder(100, 500);
    const { decide } = playing(levels, 1000, {}, 1);
    expect(decide({ buffer: 4.8 }).level).toBe(0);
    expect(decide({ buffer: 4.9 }).level).toBe(1);
    expect(decide({ buffer: 4.8 }).level).toBe(1);
    expect(playing(levels, 1000, { playlistSeconds: 0.2 }, 1).decide({ buffer: 4.9 }).level).toBe(0);
  });

  it("decide_noLevelWithinTheEstimate_lowest", () => {
    expect(playing(ladder(500, 600), 100).decide({ lastLevel: 1 })).toMatchObject({
      level: 0,
      reason: "lowest",
    });
  });

  it("decide_live_timeDoesNotCount", () => {
    const live = { latency: 6, target: 6, edge: 100 };
    expect(playing(ladder(100, 700), 1000).decide({ buffer: 0.1, live }).level).toBe(1);
  });

  it("decide_frameRates_noFewerUpAndNoMoreDown", () => {
    const levels = [
      { bitrate: 100_000, frameRate: 60 },
      { bitrate: 200_000, frameRate: 30 },
      { bitrate: 300_000, frameRate: 60 },
    ];
    expect(playing(levels, 400).decide({ lastLevel: 0 }).level).toBe(0);
    expect(playing(levels, 250).decide({ lastLevel: 2 }).level).toBe(1);
  });

  it("decide_minAutoBitrate_nothingBelow", () => {
    const levels = ladder(100, 499, 500, 900);
    const { decide } = playing(levels, 10, { minAutoBitrateKbps: 500 }, 0, 3);
    expect(decide({ lastLevel: 3 })).toMatchObject({ level: 2, reason: "lowest" });
    expect(decide({ lastLevel: 3, allowed: [0, 1] }).level).toBe(1);
    expect(decide({ lastLevel: 3, allowed: [3, 3] }).level).toBe(3);
  });
});

const five = ladder(300, 600, 1000, 2000, 3000);

/** A download of 4 s of media, asked for at 100 s, its first byte 0.1 s later, at so many kbit/s since. */
function download(level: number, kbps: number, elapsed: number): { inFlight: InFlight; now: number } {
  const loaded = kbps * 1000 * (elapsed - 0.1);
  const total = five[level]!.bitrate * 4;
  return {
    inFlight: { segment: 10, level, start: 100, firstByte: 100.1, loaded, total },
    now: 100 + elapsed,
  };
}

function progress(level: number, kbps: number, elapsed: number, more: Partial<Observation> = {}) {
  const { policy } = playing(five, 10_000);
  const { inFlight, now } = download(level, kbps, elapsed);
  return policy.onProgress!(
    inFlight,
    observationWith(five, { now, lastLevel: level, buffer: 5, inFlight, ...more }),
  );
}

describe("hlsjs: an emergency", () => {
  it("onProgress_restTakesNoLongerThanTheBufferLasts_goesOn", () => {
    // 4 Mbit, 1 of them there after 2.1 s: 6 s at 500 kbit/s
    expect(progress(2, 500, 2.1, { buffer: 6.01 })).toBeUndefined();
    expect(progress(2, 500, 2.1, { buffer: 5.99 })).toEqual({ abandonTo: 0 });
  });

  it("onProgress_beforeHalfTheSegmentsDuration_goesOn", () => {
    expect(progress(4, 500, 2)).toBeUndefined();
    expect(progress(4, 500, 2.01)).toBeDefined();
    expect(progress(4, 500, 1.01, { playbackRate: 2 })).toBeDefined();
  });

  it("onProgress_hopeless_lowest", () => {
    // 12 Mbit, 1.4 there: 15.1 s at 700 kbit/s, over twice the 3.4 s of level 1
    expect(progress(4, 700, 2.1)).toEqual({ abandonTo: 0 });
  });

  it("onProgress_notHopeless_theLevelThatLoadsInTime", () => {
    // 8 Mbit, 4 there: 2 s at 2000 kbit/s; level 2 takes 2 s, as long; level 1 takes 1.2 s, within a buffer of 1.5 s
    expect(progress(3, 2000, 2.1, { buffer: 1.5 })).toEqual({ abandonTo: 1 });
  });

  it("onProgress_levelAboveTheLowest_isNeverGivenUp", () => {
    expect(progress(1, 50, 3, { buffer: 0.1 })).toBeUndefined();
  });

  it("onProgress_lowerLevelsUnreasonable_goesOn", () => {
    // Level 1, of 2.4 Mbit, would take 48 s: more than ten durations
    expect(progress(4, 50, 2.1)).toBeUndefined();
  });

  it("onProgress_nothingHasCome_reckonsWithTheEstimate", () => {
    const { policy } = playing(five, 1000);
    const inFlight = { segment: 10, level: 4, start: 100, loaded: 0 };
    const o = observationWith(five, { now: 102.1, lastLevel: 4, buffer: 5, inFlight });
    // 12 s to go; level 2 takes 4 s, as long as it plays; level 1 takes 2.4 s
    expect(policy.onProgress!(inFlight, o)).toEqual({ abandonTo: 0 });
  });

  it("onProgress_nothingShownYet_goesOn", () => {
    expect(progress(4, 700, 2.1, { lastLevel: undefined })).toBeUndefined();
  });

  it("decide_afterAnEmergency_itsLevelUntilThatHasCome", () => {
    const { policy } = playing(five, 10_000);
    const { inFlight, now } = download(4, 700, 2.1);
    const o = observationWith(five, { now, lastLevel: 4, buffer: 5, inFlight });
    expect(policy.onProgress!(inFlight, o)).toEqual({ abandonTo: 0 });
    expect(policy.decide(observationWith(five, { lastLevel: 4 }))).toMatchObject({
      level: 0,
      reason: "emergency",
    });
    policy.onSample!(sampleOf(10_000, { level: 0 }), o);
    expect(policy.decide(observationWith(five, { lastLevel: 0 })).level).toBe(4);
  });

  it("onProgress_withItsOwnEstimator_forgetsAndTakesTheNewLevelsBitrate", () => {
    const policy = hlsjs({}, contextWith(five));
    policy.onSample!(sampleOf(20_000, { level: 4 }), observationWith(five));
    const { inFlight, now } = download(4, 700, 2.1);
    policy.onProgress!(inFlight, observationWith(five, { now, lastLevel: 4, buffer: 5, inFlight }));
    expect(policy.decide(observationWith(five, { lastLevel: 4 })).estimate).toBe(300_000);
  });
});

describe("hlsjs in a session", () => {
  it("plays a link that falls and rises as it always has", () => {
    const log = play({
      trace: plainTrace([
        [24, 6],
        [40, 0.7],
        [30, 3],
        [40, 0.2],
        [60, 12],
      ]),
      video: plainVideo({ segments: 40, bitrates: [3e5, 6e5, 1e6, 2e6, 3e6, 5e6] }),
      policy: hlsjs,
      player: {
        startupBuffer: 0,
        resumeBuffer: 0,
        maxBuffer: 12,
        bufferLimit: "below",
        idleStep: 0.1,
        abandonment: { progressEvery: 0.1, progressBits: 0, afterwards: "forced", sparesFirst: true },
      },
      settings: { network: { rtt: 0.05 } },
    });
    const requests = requestsOf(log.requests);
    expect(
      requests.map(({ level, outcome }) => (outcome === "abandoned" ? `(${level})` : level)).join(""),
    ).toBe("044444444(4)000000000000111122(2)0000000000000");
  });
});
