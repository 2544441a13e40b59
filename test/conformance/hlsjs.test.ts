import fc from "fast-check";
import Hls from "hls.js";
import { describe, expect, it } from "vitest";
import type { InFlight, Observation, Policy, PolicyFactory, Sample } from "../../src/model/policy.js";
import { hlsjs, hlsjsDefaults } from "../../src/policies/hlsjs.js";
import { kbpsFromBps, secondsFromMs } from "../../src/units.js";
import { contextWith } from "../policies/stage.js";
import { plainTrace, plainVideo, play, requestsOf } from "../support/plain.js";
import { realHlsjs, realHlsjsEstimator } from "../support/real-players/hlsjs.js";
import { type Course, courses, number } from "../support/real-players/hlsjs-courses.js";

describe("hls.js's configuration", () => {
  it("has the values that our options have where nobody sets them", () => {
    const {
      abrEwmaFastVoD,
      abrEwmaSlowVoD,
      abrEwmaDefaultEstimate,
      abrEwmaDefaultEstimateMax,
      abrBandWidthFactor,
      abrBandWidthUpFactor,
      maxStarvationDelay,
      minAutoBitrate,
      abrEwmaFastLive,
      abrEwmaSlowLive,
    } = Hls.DefaultConfig;
    expect(hlsjsDefaults).toEqual({
      fastHalfLifeSeconds: abrEwmaFastVoD,
      slowHalfLifeSeconds: abrEwmaSlowVoD,
      defaultEstimateKbps: kbpsFromBps(abrEwmaDefaultEstimate),
      defaultEstimateMaxKbps: kbpsFromBps(abrEwmaDefaultEstimateMax),
      defaultLatencySeconds: secondsFromMs(realHlsjsEstimator().getEstimateTTFB()),
      bandwidthFactor: abrBandWidthFactor,
      bandwidthUpFactor: abrBandWidthUpFactor,
      maxStarvationDelaySeconds: maxStarvationDelay,
      minAutoBitrateKbps: kbpsFromBps(minAutoBitrate),
      firstLevel: 0,
      playlistSeconds: 0,
      estimator: undefined,
    });
    expect([abrEwmaFastLive, abrEwmaSlowLive]).toEqual([abrEwmaFastVoD, abrEwmaSlowVoD]);
  });
});

interface Tally {
  decisions: number;
  choices: Set<string | undefined>;
  emergencies: number;
}

/** Shows two policies the same player, which does as the first says, and expects the same of both. */
function playBoth(course: Course, ours: Policy, real: Policy, tally: Tally): void {
  const { levels, segmentDuration, playbackRate, live } = course;
  let now = 0;
  let lastLevel: number | undefined;
  for (const [index, step] of course.steps.entries()) {
    const duration = step.duration * segmentDuration;
    const observe = (buffer: number, inFlight?: InFlight): Observation => ({
      now,
      phase: "playing",
      buffer,
      maxBuffer: 60,
      playbackRate,
      lastLevel,
      levels,
      allowed: [0, Math.round(step.highest * (levels.length - 1))],
      segment: { index, duration, remaining: course.steps.length - index },
      samples: [],
      ...(live && { live: { latency: 10, target: 10, edge: now } }),
      ...(inFlight && { inFlight }),
    });
    const o = observe(step.buffer);
    const decided = ours.decide(o);
    const expected = real.decide(o);
    expect({ index, level: decided.level }).toEqual({ index, level: expected.level });
    expect(decided.estimate! / expected.estimate!).toBeCloseTo(1, 9);
    tally.decisions++;
    tally.choices.add(decided.reason);

    let level = decided.level;
    for (;;) {
      const start = now;
      const bits = Math.round((levels[level]!.bitrate * duration * step.sizeFactor) / 8) * 8;
      const firstByte = start + step.latency;
      const end = firstByte + bits / (levels[decided.level]!.bitrate * step.throughput);
      let instead: number | undefined;
      for (let ticks = 1; ticks < 400 && instead === undefined; ticks++) {
        // Off the beat: at exactly half a segment's duration rounding would decide.
        now = start + 0.1 * ticks + 0.0137;
        if (now >= end) break;
        const begun = now >= firstByte;
        const loaded = begun ? Math.floor((bits * (now - firstByte)) / (end - firstByte) / 8) * 8 : 0;
        const inFlight = { segment: index, level, start, loaded, ...(begun && { firstByte, total: bits }) };
        const during = observe(Math.max(0, step.buffer - (now - start) * step.drain), inFlight);
        instead = ours.onProgress!(inFlight, during)?.abandonTo;
        const really = real.onProgress!(inFlight, during)?.abandonTo;
        if (instead !== really) expect({ index, ticks, instead }).toEqual({ index, ticks, instead: really });
      }
      if (instead === undefined) {
        now = end;
        lastLevel = level;
        const sample: Sample = { start, firstByte, end, bits, level };
        ours.onSample!(sample, observe(step.buffer));
        real.onSample!(sample, observe(step.buffer));
        break;
      }
      tally.emergencies++;
      level = instead;
    }
    now += 0.01;
  }
}

describe("hls.js's AbrController", () => {
  it("chooses the levels that ours chooses, and gives up what ours gives up", () => {
    const tally: Tally = { decisions: 0, choices: new Set(), emergencies: 0 };
    fc.assert(
      fc.property(courses, (course) => {
        const context = contextWith(course.levels, { segmentDuration: course.segmentDuration });
        const ours = hlsjs({ firstLevel: course.listedFirst }, context);
        playBoth(course, ours, realHlsjs({}, course.listedFirst)({}, context), tally);
      }),
      { numRuns: 300 },
    );
    // The courses lead to all that there is.
    expect([...tally.choices].sort()).toEqual([
      "bandwidth",
      "first",
      "first listed",
      "lowest",
      "short stall",
    ]);
    expect(tally.emergencies).toBeGreaterThan(15);
  });

  it("does so all through simulated sessions", () => {
    const video = plainVideo({
      segments: 60,
      // Off the beat of 100 ms, as above.
      segmentDuration: 4.03,
      bitrates: [3e5, 6e5, 1e6, 2e6, 3e6, 5e6],
    });
    const rates = fc.array(fc.tuple(number(2, 30), fc.oneof(number(0.05, 2), number(0.5, 12))), {
      minLength: 5,
      maxLength: 20,
      size: "max",
    });
    let abandoned = 0;
    fc.assert(
      fc.property(rates, (intervals) => {
        const log = play({
          trace: plainTrace(intervals),
          video,
          policy: sideBySide(hlsjs, realHlsjs()),
          player: {
            startupBuffer: 0,
            resumeBuffer: 0,
            maxBuffer: 30,
            bufferLimit: "below",
            idleStep: 0.1,
            abandonment: { progressEvery: 0.1, progressBits: 0, afterwards: "forced", sparesFirst: true },
          },
          settings: { network: { rtt: 0.05 } },
        });
        expect(log.end).toMatchObject({ status: "completed" });
        abandoned += requestsOf(log.requests).filter(({ outcome }) => outcome === "abandoned").length;
      }),
      { numRuns: 30 },
    );
    expect(abandoned).toBeGreaterThan(0);
  });
});

/** A policy that does as the first, and fails where the second would have done otherwise. */
const sideBySide =
  (one: PolicyFactory, other: PolicyFactory): PolicyFactory =>
  (options, context) => {
    const [ours, real] = [one(options, context), other(options, context)];
    return {
      name: "side by side",
      decide(o) {
        const decision = ours.decide(o);
        same(decision.level, real.decide(o).level);
        return decision;
      },
      onSample(sample, o) {
        ours.onSample!(sample, o);
        real.onSample!(sample, o);
      },
      onProgress(inFlight, o) {
        const answer = ours.onProgress!(inFlight, o);
        same(answer?.abandonTo, real.onProgress!(inFlight, o)?.abandonTo);
        return answer;
      },
    };
  };

function same(ours: number | undefined, real: number | undefined): void {
  if (ours !== real) throw new Error(`ours says level ${ours}, the real one ${real}`);
}
