import { describe, expect, it } from "vitest";
import type { InFlight, Observation } from "../../src/model/policy.js";
import { type VhsOptions, vhs, vhsWarnings } from "../../src/policies/vhs.js";
import { plainTrace, plainVideo, play, requestsOf } from "../support/plain.js";
import { contextWith, ladder, observationWith, sampleOf } from "./stage.js";

const levels = ladder(500, 1000, 2000, 3000);
const sized = [360, 480, 720, 720].map((height, level) => ({ ...levels[level]!, height }));

const start = (options: Partial<VhsOptions> = {}, among = levels) => vhs(options, contextWith(among));

describe("vhs: the first level", () => {
  it("decide_nothingKnown_highestWithinTheInitialBandwidthOver120Percent", () => {
    // 4194304 / 1.2 is 3495253
    const among = ladder(500, 3495, 3496);
    expect(start({}, among).decide(observationWith(among))).toEqual({
      level: 1,
      reason: "first",
      estimate: 4_194_304,
    });
    const other = start({ initialBandwidthKbps: 1201 });
    expect(other.decide(observationWith(levels)).level).toBe(1);
  });

  it("decide_bitrateTimes120PercentEqualToTheBandwidth_doesNotFit", () => {
    expect(start({ initialBandwidthKbps: 1200 }).decide(observationWith(levels)).level).toBe(0);
  });

  it("decide_enableLowInitialPlaylist_lowest", () => {
    const policy = start({ enableLowInitialPlaylist: true });
    expect(policy.decide(observationWith(levels, { allowed: [1, 3] })).level).toBe(1);
  });

  it("decide_noLevelFits_lowest", () => {
    expect(start({ initialBandwidthKbps: 1 }).decide(observationWith(levels)).level).toBe(0);
  });
});

describe("vhs: the player's height", () => {
  const at = (maxHeight: number, options: Partial<VhsOptions> = {}) =>
    start(options, sized).decide(observationWith(sized, { device: { maxHeight } })).level;

  it("decide_aLevelOfThatHeight_itsHighest", () => {
    expect(at(480)).toBe(1);
    expect(at(720)).toBe(3);
  });

  it("decide_noneOfThatHeight_theNextTaller", () => {
    expect(at(300)).toBe(0);
    expect(at(481)).toBe(3);
    expect(at(719)).toBe(3);
  });

  it("decide_noneTaller_theHighest", () => {
    expect(at(1080)).toBe(3);
  });

  it("decide_noneOfTheTallerAffordable_theHighestAffordable", () => {
    expect(at(720, { initialBandwidthKbps: 1500 })).toBe(1);
  });

  it("decide_limitOff_theHighest", () => {
    expect(at(300, { limitRenditionByPlayerDimensions: false })).toBe(3);
  });
});

/** A policy that has fetched segment 0 at level 1, in a video of so many segments of 4 s. */
function playing(options: Partial<VhsOptions> = {}, segments = 100) {
  const policy = start({ initialBandwidthKbps: 2000, ...options });
  let fetched = 0;
  const observe = (more: Partial<Observation> = {}) =>
    observationWith(levels, {
      lastLevel: fetched > 0 ? 1 : undefined,
      segment: { index: fetched, duration: 4, remaining: segments - fetched },
      ...more,
    });
  /** Another segment arrives, at so many kbit/s over the request, with so much buffer then. */
  const fetch = (kbps: number, more: Partial<Observation> = {}) => {
    const { level } = policy.decide(observe());
    fetched++;
    policy.onSample!(sampleOf(kbps, { level, firstByte: 99.5 }), observe(more));
    return policy.decide(observe());
  };
  fetch(2000);
  return { policy, fetch, observe };
}

describe("vhs: a change of level", () => {
  it("onSample_theFirstSegment_changesNothing", () => {
    const policy = start({ initialBandwidthKbps: 2000 });
    policy.decide(observationWith(levels));
    policy.onSample!(sampleOf(9000, { level: 1 }), observationWith(levels));
    expect(policy.decide(observationWith(levels))).toMatchObject({ level: 1, reason: "same playlist" });
  });

  it("onSample_latency_countsAgainstTheBandwidth", () => {
    expect(playing().fetch(601, { buffer: 8 })).toMatchObject({ level: 0, estimate: 601_000 });
  });

  it("onSample_lastDownloadAlone_isTheBandwidth", () => {
    const { fetch } = playing();
    expect(fetch(601).level).toBe(0);
    // Level 0's playlist was new, so that the first of its segments changes nothing.
    expect(fetch(1300)).toMatchObject({ level: 0, reason: "same playlist" });
    expect(fetch(1201, { buffer: 30 })).toMatchObject({ level: 1, reason: "bandwidth" });
    // Level 1's was not.
    expect(fetch(601).level).toBe(0);
  });

  it("onSample_upSwitch_needsAsMuchBufferAsHasBeenPlayed", () => {
    // Two segments have come, to 8 s: with 4 s of buffer playback is at 4 s.
    expect(playing().fetch(9000, { buffer: 3.999 })).toMatchObject({ level: 1, reason: "buffer too short" });
    expect(playing().fetch(9000, { buffer: 4 })).toMatchObject({ level: 3, reason: "bandwidth" });
  });

  it("onSample_upSwitch_needsAtMost30s", () => {
    const { fetch } = playing();
    for (let segment = 2; segment < 30; segment++) fetch(1300);
    expect(fetch(9000, { buffer: 29.999 }).level).toBe(1);
    expect(fetch(9000, { buffer: 30 }).level).toBe(3);
  });

  it("onSample_shortVideo_needsNoBuffer", () => {
    expect(playing({}, 7).fetch(9000, { buffer: 0 }).level).toBe(3);
    expect(playing({}, 8).fetch(9000, { buffer: 0 }).level).toBe(1);
  });

  it("onSample_live_needsNoBuffer", () => {
    const live = { latency: 8, target: 8, edge: 12 };
    expect(playing().fetch(9000, { buffer: 0, live }).level).toBe(3);
  });

  it("onSample_downSwitch_needsNothing", () => {
    expect(playing().fetch(601, { buffer: 0 }).level).toBe(0);
  });

  it("onSeek_theNextSegment_changesNothing", () => {
    const { policy, fetch } = playing();
    policy.onSeek!(0);
    expect(fetch(601).level).toBe(1);
    expect(fetch(601).level).toBe(0);
  });
});

/** What is answered of a download at level 2, 8 Mbit, its first byte 0.5 s after the request at 100 s. */
function progress(loaded: number, now: number, buffer: number, options: Partial<VhsOptions> = {}) {
  const { policy, observe } = playing(options);
  policy.decide(observe());
  const inFlight: InFlight = { segment: 1, level: 2, start: 100, firstByte: 100.5, loaded };
  return { policy, observe, answer: policy.onProgress!(inFlight, observe({ now, buffer, inFlight })) };
}

describe("vhs: a download in flight", () => {
  it("onProgress_lessThanASecondAfterTheFirstByte_goesOn", () => {
    expect(progress(1e6, 101.49, 0).answer).toBeUndefined();
    expect(progress(1e6, 101.5, 0).answer).toEqual({ abandonTo: 0 });
  });

  it("onProgress_restTakesNoLongerThanTheBufferLessASecond_goesOn", () => {
    // 2 Mbit in 2 s: 6 s to go
    expect(progress(2e6, 102, 7).answer).toBeUndefined();
    expect(progress(2e6, 102, 6.99).answer).toEqual({ abandonTo: 1 });
  });

  it("onProgress_theHighestThatLoadsInTime", () => {
    // At 1 Mbit/s level 1 takes 4 s, level 0 takes 2 s
    expect(progress(2e6, 102, 5).answer).toEqual({ abandonTo: 1 });
    expect(progress(2e6, 102, 4.99).answer).toEqual({ abandonTo: 0 });
  });

  it("onProgress_savesTooLittle_goesOn", () => {
    // 5.6 Mbit in 2 s: 0.857 s to go; level 0, of 2 Mbit, takes 0.714 s, level 1 takes 1.43 s
    expect(progress(5.6e6, 102, 1.8).answer).toBeUndefined();
    // 4.8 Mbit in 2 s: 1.333 s to go; level 0 takes 0.833 s: half a second less, where a whole one is needed
    expect(progress(4.79e6, 102, 1.9).answer).toEqual({ abandonTo: 0 });
    expect(progress(4.79e6, 102, 1.03).answer).toBeUndefined();
    expect(progress(4.79e6, 102, 1.03, { rebufferingTimeSavingSeconds: 0.5 }).answer).toEqual({
      abandonTo: 0,
    });
  });

  it("onProgress_lowestLevel_goesOn", () => {
    const { policy, observe } = playing();
    const inFlight: InFlight = { segment: 1, level: 0, start: 100, firstByte: 100.5, loaded: 1 };
    expect(policy.onProgress!(inFlight, observe({ now: 200, buffer: 0, inFlight }))).toBeUndefined();
  });

  it("onProgress_aDurationAndAHalf_givenUpForTheLowest", () => {
    expect(progress(7e6, 105.9, 60).answer).toBeUndefined();
    const { answer, policy, observe } = progress(7e6, 106, 60);
    expect(answer).toEqual({ abandonTo: 0 });
    expect(policy.decide(observe({ now: 106 }))).toMatchObject({ level: 0, reason: "timeout", estimate: 1 });
  });

  it("decide_afterAnAbort_thatLevelAndNotTheAbortedOneFor10s", () => {
    const { policy, observe } = progress(2e6, 102, 5);
    expect(policy.decide(observe({ now: 102 }))).toMatchObject({ level: 1, reason: "early abort" });
    const fetchAt = (now: number) => {
      policy.onSample!(sampleOf(2500, { level: 1 }), observe({ now, buffer: 30 }));
      return policy.decide(observe({ now })).level;
    };
    fetchAt(103);
    expect(fetchAt(111.9)).toBe(1);
    expect(fetchAt(112)).toBe(2);
  });
});

describe("vhs: warnings", () => {
  const setting = { levels, segmentDuration: 4, maxBuffer: 30 };

  it("vhsWarnings_bufferThatNeverExceedsTheLowWaterLine_warns", () => {
    expect(vhsWarnings({}, setting)).toEqual([
      "climbs in the first 30 s of media only: its buffer does not exceed 30 s, and climbing takes 30 s of it " +
        "later (maxBufferLowWaterLineSeconds)",
    ]);
    expect(vhsWarnings({}, { ...setting, bufferLimit: "below" })).toEqual([]);
    expect(vhsWarnings({}, { ...setting, maxBuffer: 30.1 })).toEqual([]);
    expect(vhsWarnings({ maxBufferLowWaterLineSeconds: 20 }, setting)).toEqual([]);
  });
});

describe("vhs in a session", () => {
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
      policy: vhs,
      player: {
        maxBuffer: 60,
        abandonment: { progressEvery: 0.1, progressBits: 0, afterwards: "asked" },
      },
      settings: { network: { rtt: 0.05 } },
    });
    const shown = requestsOf(log.requests).map(({ level, outcome }) =>
      outcome === "abandoned" ? `(${level})` : level,
    );
    expect(shown.join("")).toBe("44444444444(4)00000000000000000000333333(3)000");
  });
});
