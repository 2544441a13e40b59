import { describe, expect, it } from "vitest";
import type { Observation } from "../../../src/model/policy.js";
import { NetworkAnalyzer } from "../../../src/policies/rx-player/network.js";
import { RequestProgress } from "../../../src/policies/rx-player/request.js";
import { type RxPlayerOptions, rxPlayerDefaults } from "../../../src/policies/rx-player.js";
import { ladder, observationWith } from "../stage.js";

const levels = ladder(1000, 2000);
const at = (overrides: Partial<Observation>) => observationWith(levels, overrides);

/** Reckons with half of the estimate in starvation. */
const made = (options: Partial<RxPlayerOptions> = {}) =>
  new NetworkAnalyzer({ ...rxPlayerDefaults, starvationFactor: 0.5, ...options });

const factors = (observations: readonly Partial<Observation>[]) => {
  const network = made();
  return observations.map((overrides) => {
    network.observe(at(overrides));
    return network.factor;
  });
};

/** A request for 8 Mbit from 90 s on, of which 1 Mbit came each second up to 95 s, in five reports or fewer. */
function request(reports = 5) {
  const start = { segment: 10, level: 1, start: 90, total: 8e6 };
  const progress = new RequestProgress({ ...start, loaded: 0 }, rxPlayerDefaults);
  for (let i = 6 - reports; i <= 5; i++) progress.report({ ...start, loaded: i * 1e6 }, 90 + i);
  return progress;
}

describe("NetworkAnalyzer: starvation", () => {
  it("observe_entersAt5sAndLeavesAt7s", () => {
    const buffers = [5.001, 5, 6.999, 7, 5.001, 0, 6];
    expect(factors(buffers.map((buffer) => ({ buffer })))).toEqual([0.72, 0.5, 0.5, 0.72, 0.72, 0.5, 0.5]);
  });

  it("observe_nothingLeftToDownload_leaves", () => {
    const left = (duration: number) => ({ buffer: 1, segment: { index: 9, duration, remaining: 1 } });
    expect(factors([left(0.101), left(0.1), left(0.101)])).toEqual([0.5, 0.72, 0.5]);
    const live = { live: { latency: 3, target: 3, edge: 40 } };
    expect(factors([{ ...left(0.05), ...live }])).toEqual([0.5]);
  });
});

describe("NetworkAnalyzer: emergency", () => {
  /** A segment of 4 s at 2 Mbit/s, asked for at 90 s; now, and the buffer. */
  function emergency(
    now: number,
    { buffer = 1, last = undefined as number | undefined, reports = 5, playbackRate = 1 } = {},
    options: Partial<RxPlayerOptions> = {},
  ) {
    const network = made(options);
    const o = at({ now, buffer, playbackRate });
    network.observe(o);
    const parts = { currentBitrate: 2e6, requestDuration: 4 };
    return network.emergency({ o, ...parts, request: request(reports) }, last);
  }

  it("emergency_lastedOver8s_itsDurationsShareOfTheBitrate", () => {
    // 1.5 x 4 s + 2 s; then 4 s / 8.001 s of 2 Mbit/s
    expect(emergency(98)).toBeUndefined();
    expect(emergency(98.001)).toBeCloseTo((2e6 * 4) / 8.001, 6);
  });

  it("emergency_shareIs70PercentAtMost", () => {
    const impatient = { slowRequestDurations: 0, slowRequestSeconds: 4, minRequestDurations: 0 };
    expect(emergency(95, {}, impatient)).toBeCloseTo(1.4e6, 6);
    expect(emergency(96, {}, impatient)).toBeCloseTo((2e6 * 4) / 6, 6);
  });

  it("emergency_playedTwiceAsFast_after4s_butNotBefore6s", () => {
    expect(emergency(95.999, { playbackRate: 2 })).toBeUndefined();
    expect(emergency(96, { playbackRate: 2 })).toBeCloseTo((2e6 * 4) / 6, 6);
  });

  it("emergency_notLowerThanTheLastEstimate_none", () => {
    expect(emergency(100, { last: 800_000 })).toBeUndefined();
    expect(emergency(100, { last: 800_001 })).toBeCloseTo(800_000, 6);
  });

  it("emergency_noStarvationOrLowLatencyOrRequest_none", () => {
    expect(emergency(100, { buffer: 5.001 })).toBeUndefined();
    expect(emergency(100, {}, { lowLatencyMode: true })).toBeUndefined();
    const network = made();
    const o = at({ now: 100, buffer: 1 });
    network.observe(o);
    const parts = { currentBitrate: 2e6, requestDuration: 4 };
    expect(network.emergency({ o, ...parts, request: undefined }, undefined)).toBeUndefined();
    const unknown = { o, currentBitrate: undefined, request: request(), requestDuration: 4 };
    expect(network.emergency(unknown, undefined)).toBeUndefined();
  });

  it("emergency_endsFarTooLate_itsOwnBandwidth", () => {
    // 3 Mbit at 1 Mbit/s: 3 s; less 1 s of buffer, 2 s of rebuffering; and looked at from 6 s on
    const strict = (seconds: number) => ({ emergencyRebufferingSeconds: seconds });
    expect(emergency(97, {}, strict(2.001))).toBeUndefined();
    expect(emergency(97, {}, strict(1.999))).toBeCloseTo(1e6, 6);
    expect(emergency(95.999, {}, strict(1.999))).toBeUndefined();
    expect(emergency(97, { reports: 4 }, strict(1.999))).toBeUndefined();
    // 3.001 s since the last report, of which 3 s were left
    expect(emergency(98, {}, strict(1.999))).toBeCloseTo(1e6, 6);
    expect(emergency(98.001, {}, strict(1.999))).toBeCloseTo((2e6 * 4) / 8.001, 6);
  });

  it("emergency_looksFrom3sTo12sOn_byTheSegmentsDuration", () => {
    const looksFrom = (requestDuration: number) => {
      const network = made({ slowRequestDurations: 0, slowRequestSeconds: 0 });
      network.observe(at({ buffer: 1 }));
      const soonest = [2.999, 3, 8.999, 9, 11.999, 12].find((elapsed) => {
        const situation = { o: at({ now: 90 + elapsed, buffer: 1 }), currentBitrate: 2e6, requestDuration };
        return network.emergency({ ...situation, request: request() }, undefined) !== undefined;
      });
      return soonest;
    };
    expect([1, 2, 6, 8, 20].map(looksFrom)).toEqual([3, 3, 9, 12, 12]);
  });
});

describe("NetworkAnalyzer: urgency", () => {
  /** At 2 Mbit/s; 3 s are left of the request at its last report at 95 s. */
  function isUrgent(
    bitrate: number,
    { now = 95, buffer = 20, reports = 5, playbackRate = 1 } = {},
    options: Partial<RxPlayerOptions> = {},
  ) {
    const o = at({ now, buffer, playbackRate });
    const parts = { o, currentBitrate: 2e6, request: request(reports), requestDuration: 4 };
    return made(options).isUrgent(bitrate, parts);
  }

  it("isUrgent_notLower_no", () => {
    expect(isUrgent(2e6, { buffer: 0 })).toBe(false);
    expect(isUrgent(1.999e6, { buffer: 0 })).toBe(true);
  });

  it("isUrgent_lessThan1500msBeforeTheBufferEnds", () => {
    expect(isUrgent(1e6, { buffer: 4.501 })).toBe(false);
    expect(isUrgent(1e6, { buffer: 4.499 })).toBe(true);
    expect(isUrgent(1e6, { buffer: 9.002, playbackRate: 2 })).toBe(false);
    expect(isUrgent(1e6, { buffer: 8.998, playbackRate: 2 })).toBe(true);
  });

  it("isUrgent_silentFor20PercentLongerThanWasLeft", () => {
    const slack = { urgentDelayFactor: 1.5 };
    expect(isUrgent(1e6, { now: 99.5 }, slack)).toBe(false);
    expect(isUrgent(1e6, { now: 99.501 }, slack)).toBe(true);
    expect(isUrgent(1e6, { now: 98.599 })).toBe(false);
    expect(isUrgent(1e6, { now: 98.601 })).toBe(true);
  });

  it("isUrgent_littleIsKnownOfTheRequest_yes", () => {
    expect(isUrgent(1e6, { reports: 4 })).toBe(true);
    const parts = { o: at({}), request: undefined, requestDuration: 4 };
    expect(made().isUrgent(1e6, { ...parts, currentBitrate: 2e6 })).toBe(true);
    expect(made().isUrgent(1e6, { ...parts, currentBitrate: undefined })).toBe(true);
  });

  it("isUrgent_lowLatency_yes", () => {
    expect(isUrgent(1e6, { buffer: 60 })).toBe(false);
    expect(isUrgent(1e6, { buffer: 60 }, { lowLatencyMode: true })).toBe(true);
  });
});
