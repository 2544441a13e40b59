import { describe, expect, it } from "vitest";
import type { InFlight, Observation, Policy, Sample } from "../../src/model/policy.js";
import { type RxPlayerOptions, rxPlayer } from "../../src/policies/rx-player.js";
import { oracleTrace, oracleVideo } from "../support/oracles.js";
import { play, requestsOf } from "../support/plain.js";
import { fixedEstimator } from "./fixed-estimator.js";
import { contextWith, ladder, observationWith } from "./stage.js";

const levels = ladder(500, 1000, 2000, 4000);
const made = (options: Partial<RxPlayerOptions> = {}) => rxPlayer(options, contextWith(levels));
const at = (now: number, more: Partial<Observation> = {}) =>
  observationWith(levels, { now, buffer: 8, ...more });

/** What was downloaded up to `end` in so many seconds, at so many kbit/s. */
const download = (kbps: number, end: number, seconds = 1, level = 0): Sample => ({
  start: end - seconds,
  firstByte: end - seconds,
  end,
  bits: kbps * 1000 * seconds,
  level,
});

/** The level, with an estimate of so much. */
const levelAt = (kbps: number, more: Partial<Observation> = {}, options: Partial<RxPlayerOptions> = {}) =>
  made({ estimator: fixedEstimator(kbps), ...options }).decide(at(10, more)).level;

describe("rx-player: by bandwidth", () => {
  it("decide_72PercentOfTheEstimate_highestThatFits", () => {
    // 1000 / 0.72 = 1388.9, 2000 / 0.72 = 2777.8, 4000 / 0.72 = 5555.6
    expect([100, 1388, 1389, 2777, 2778, 5555, 5556].map((kbps) => levelAt(kbps))).toEqual([
      0, 0, 1, 1, 2, 2, 3,
    ]);
  });

  it("decide_bitrateEqualToTheShare_fits", () => {
    const half = { regularFactor: 0.5 };
    expect(levelAt(2000, {}, half)).toBe(1);
    expect(levelAt(1999.9, {}, half)).toBe(0);
  });

  it("decide_starving_shareOfItsOwn", () => {
    const options = { starvationFactor: 0.5, regularFactor: 1 };
    expect([5, 5.001].map((buffer) => levelAt(1500, { buffer }, options))).toEqual([0, 1]);
  });

  it("decide_playedFast_dividedByTheRate", () => {
    expect(levelAt(5556, { playbackRate: 2 })).toBe(2);
    expect(levelAt(5555, { playbackRate: 2 })).toBe(1);
    expect(levelAt(5555, { playbackRate: 0.5 })).toBe(2);
  });

  it("decide_levelNotAllowed_nearestAllowed", () => {
    expect(levelAt(90_000, { allowed: [0, 1] })).toBe(1);
    expect(levelAt(100, { allowed: [2, 3] })).toBe(2);
  });

  it("decide_nothingKnown_initialBitrate", () => {
    expect(made().decide(at(0))).toEqual({ level: 0, reason: "bandwidth", estimate: undefined });
    expect(made({ initialBitrateKbps: 2000 }).decide(at(0)).level).toBe(2);
    expect(made({ initialBitrateKbps: 1999 }).decide(at(0)).level).toBe(1);
  });

  it("onSample_below150kB_staysAtTheInitialBitrate", () => {
    const policy = made();
    policy.decide(at(0));
    policy.onSample!(download(1199, 1), at(1));
    expect(policy.decide(at(1)).level).toBe(0);
    policy.onSample!(download(8000, 2), at(2));
    expect(policy.decide(at(2)).level).toBeGreaterThan(0);
  });

  it("onSample_fromACache_teachesNothing", () => {
    const policy = made();
    policy.decide(at(0));
    policy.onSample!(download(1500, 1), at(1));
    policy.onSample!({ ...download(0, 2, 0), bits: 80e6 }, at(2));
    expect(policy.decide(at(2))).toMatchObject({ level: 1, estimate: 1_500_000 });
  });

  it("decide_silenceOfAMinute_theOldEstimate", () => {
    const policy = made();
    policy.decide(at(0));
    policy.onSample!(download(1500, 1), at(1));
    expect(policy.decide(at(61))).toMatchObject({ level: 1, reason: "bandwidth", estimate: 1_500_000 });
  });
});

describe("rx-player: by buffer", () => {
  // Level 1 needs 11.66 s here, level 2 17.66 s, level 3 23.66 s: see the test of the chooser.
  const bandwidthFor1 = { estimator: fixedEstimator(1400) };

  /** Six segments of level 1 that took 2 s each, the buffer being so at the end of the last. */
  function afterSix(buffer: number, options: Partial<RxPlayerOptions> = {}): Policy {
    const policy = made({ ...bandwidthFor1, ...options });
    for (let i = 0; i < 6; i++) {
      policy.decide(at(2 * i, { buffer: 60, lastLevel: 1 }));
      const now = 2 * (i + 1);
      policy.onSample!(download(2000, now, 2, 1), at(now, { buffer: i < 5 ? 15 : buffer, lastLevel: 1 }));
    }
    return policy;
  }

  it("decide_keptUpAndEnoughBuffer_aboveTheBandwidth", () => {
    const decision = (buffer: number) => afterSix(buffer).decide(at(12, { buffer, lastLevel: 1 }));
    expect(decision(17.65)).toMatchObject({ level: 1, reason: "bandwidth" });
    expect(decision(17.66)).toMatchObject({ level: 2, reason: "buffer" });
  });

  it("decide_bandwidthSaysMore_byBandwidth", () => {
    const policy = afterSix(30, { estimator: fixedEstimator(8000) });
    expect(policy.decide(at(12, { buffer: 30 }))).toMatchObject({ level: 3, reason: "bandwidth" });
  });

  it("decide_heededFrom10sOnUntilAt5s", () => {
    const policy = afterSix(30);
    const reasons = [5.001, 5, 9.999, 10].map(
      (buffer, i) => policy.decide(at(20 + i, { buffer, lastLevel: 1 })).reason,
    );
    expect(reasons).toEqual(["buffer", "bandwidth", "bandwidth", "buffer"]);
  });

  it("decide_levelNotAllowed_nearestAllowed", () => {
    const decision = afterSix(30).decide(at(12, { buffer: 30, allowed: [0, 1] }));
    expect(decision.level).toBe(1);
  });
});

describe("rx-player: while a download runs", () => {
  const request = (loaded: number, more: Partial<InFlight> = {}): InFlight => ({
    segment: 10,
    level: 3,
    start: 10,
    firstByte: 10,
    loaded,
    total: 16e6,
    ...more,
  });

  /** Level 3 was asked for at 10 s; then the estimate falls, so that level 1 is wanted. */
  function falling() {
    let estimate = 6e6;
    const policy = made({ estimator: () => ({ add() {}, estimate: () => estimate }) });
    policy.decide(at(10));
    estimate = 1.5e6;
    const progress = (now: number, loaded: number, buffer = 8) => {
      const inFlight = request(loaded);
      return policy.onProgress!(inFlight, at(now, { buffer, inFlight }));
    };
    return { policy, progress };
  }

  it("onProgress_lowerWantedAndLittleKnown_givesUpAtTheNextSecond", () => {
    const { policy, progress } = falling();
    expect(progress(10.999, 1e6)).toBeUndefined();
    expect(progress(11, 2e6)).toEqual({ abandonTo: 1 });
    expect(policy.decide(at(11)).level).toBe(1);
  });

  it("onProgress_itEndsInTime_waitsForIt", () => {
    const { progress } = falling();
    for (let i = 1; i <= 4; i++) progress(10 + i / 5, i * 2e6);
    // 10 Mbit/s: 6 Mbit more in 0.6 s, and the buffer is 8 s
    expect(progress(11, 10e6)).toBeUndefined();
  });

  it("onProgress_itWouldEndTooLate_givesUp", () => {
    const { progress } = falling();
    for (let i = 1; i <= 4; i++) progress(10 + i / 5, i * 1e5);
    // 0.5 Mbit/s: 15.5 Mbit more in 31 s, and the buffer is 8 s
    expect(progress(11, 5e5)).toEqual({ abandonTo: 1 });
  });

  it("onProgress_higherWanted_waits", () => {
    const policy = made({ estimator: fixedEstimator(6000) });
    policy.decide(at(10));
    const inFlight = request(1e5, { level: 1 });
    expect(policy.onProgress!(inFlight, at(12, { inFlight }))).toBeUndefined();
    expect(policy.decide(at(12)).level).toBe(3);
  });

  it("onProgress_lowerNotAllowed_waits", () => {
    const { policy } = falling();
    const inFlight = request(1e6);
    expect(policy.onProgress!(inFlight, at(11, { inFlight, allowed: [3, 3] }))).toBeUndefined();
  });

  it("onProgress_starvingAndTooSlow_emergency", () => {
    const policy = made();
    policy.decide(at(0));
    policy.onSample!(download(6000, 1), at(1));
    expect(policy.decide(at(1)).level).toBe(3);
    const progress = (now: number) => {
      const inFlight = request(1e6, { start: 1 });
      return policy.onProgress!(inFlight, at(now, { buffer: 1, inFlight }));
    };
    // 1.5 x 4 s + 2 s are over; 4 s / 9 s of 4 Mbit/s
    expect(progress(9)).toBeUndefined();
    expect(progress(10)).toEqual({ abandonTo: 1 });
    expect(policy.decide(at(10, { buffer: 1 }))).toMatchObject({ level: 1, reason: "emergency" });
    expect(policy.decide(at(10, { buffer: 1 })).estimate).toBeCloseTo(16e6 / 9, 3);
    // What was known is forgotten: 0.72 of that once, then the initial bitrate.
    expect(policy.decide(at(11))).toMatchObject({ level: 1, reason: "bandwidth" });
    expect(policy.decide(at(12))).toEqual({ level: 0, reason: "bandwidth", estimate: undefined });
  });
});

describe("rx-player: one choice an instant", () => {
  it("decide_atTheInstantOfASample_thatChoice", () => {
    let asked = 0;
    const estimate = () => {
      asked++;
      return 1.5e6;
    };
    const policy = made({ estimator: () => ({ add() {}, estimate }) });
    policy.decide(at(0));
    policy.onSample!(download(1500, 1), at(1));
    policy.decide(at(1));
    expect(asked).toBe(2);
    policy.decide(at(1, { playbackRate: 2 }));
    policy.decide(at(1, { playbackRate: 2, allowed: [0, 1] }));
    policy.decide(at(1.001, { playbackRate: 2, allowed: [0, 1] }));
    expect(asked).toBe(5);
  });
});

describe("rx-player: low latency", () => {
  const live = (latency: number) => ({ live: { latency, target: 3, edge: 100 } });

  /** Six segments of level 0 that took 2 s of 4 each, which bandwidth allows alone. */
  function reasonAt(latency: number, options: Partial<RxPlayerOptions> = {}) {
    const policy = made({ lowLatencyMode: true, estimator: fixedEstimator(600), ...options });
    for (let i = 0; i < 6; i++) {
      const more = { buffer: 3, ...(i > 0 && { lastLevel: 0 }), ...live(latency) };
      policy.decide(at(2 * i, more));
      policy.onSample!(download(500, 2 * (i + 1), 2), at(2 * (i + 1), { ...more, lastLevel: 0 }));
    }
    const { level, reason } = policy.decide(at(12, { buffer: 3, lastLevel: 0, ...live(latency) }));
    return [level, reason];
  }

  it("decide_nearTheEdge_guesses", () => {
    expect(reasonAt(3)).toEqual([1, "guess"]);
    expect(reasonAt(39.999)).toEqual([1, "guess"]);
    expect(reasonAt(40)).toEqual([0, "bandwidth"]);
    expect(reasonAt(3, { lowLatencyMode: false })).toEqual([0, "bandwidth"]);
  });
});

describe("rx-player: golden figures", () => {
  const session = (trace: string, player: object) =>
    requestsOf(
      play({
        trace: oracleTrace(trace),
        video: oracleVideo("video-six-level.json"),
        policy: (_, context) => rxPlayer({}, context),
        player: { startupBuffer: 4, resumeBuffer: 4, ...player },
      }).requests,
    )
      .map(({ level, outcome }) => (outcome === "abandoned" ? `${level}x` : level))
      .join("");

  it("session_withoutProgress_asFrozen", () => {
    expect(session("trace-commute-1.json", { maxBuffer: 30 })).toMatchInlineSnapshot(
      `"002222222111122222232100000000111111222222332222223333311111122222232111111"`,
    );
  });

  it("session_withProgress_asFrozen", () => {
    const abandonment = { progressEvery: 0.05, progressBits: 0, afterwards: "asked" };
    expect(session("trace-outage-1.json", { maxBuffer: 16, abandonment })).toMatchInlineSnapshot(
      `"0033333333x1x0000001111x000001122211222223x1x0001222333x1x0000011222x0000001122011222220000"`,
    );
  });
});
