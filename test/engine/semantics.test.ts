import { describe, expect, it } from "vitest";
import { simulate, traceOffset } from "../../src/engine/simulate.js";
import type { Policy, PolicyFactory } from "../../src/model/policy.js";
import { type Trace, traceFromIntervals } from "../../src/model/trace.js";
import { videoFromSegments } from "../../src/model/video.js";
import { settingsWith } from "../support/settings.js";

/*
 * What both lanes must mean, and not only agree on. Segments of 2 s and 1 Mbit at a single level, unless said otherwise.
 */

const video = (segments: number) =>
  videoFromSegments({
    name: "v",
    levels: [{ bitrate: 0.5e6 }],
    segmentDuration: 2,
    durations: new Float64Array(segments).fill(2),
    sizes: Array.from({ length: segments }, () => Float64Array.of(1e6)),
    sizesAre: "exact",
  });

/** Duration, bandwidth and, where given, latency of each interval. */
const link = (...rows: readonly (readonly [number, number, number?])[]): Trace =>
  traceFromIntervals(
    { name: "s/t", set: "s" },
    rows.map(([duration, bandwidth, latency]) => ({
      duration,
      bandwidth,
      ...(latency !== undefined && { latency }),
    })),
  );

const dead = link([10, 0]);
/** 2 s, then an outage of 6 s, then for good. */
const outage = link([2, 1e6], [6, 0], [100, 1e6]);

const lowest = (more: Partial<Policy> = {}): PolicyFactory => {
  return () => ({ name: "lowest", decide: () => ({ level: 0 }), ...more });
};

describe.each(["fastest", "events"] as const)("in the %s lane", (lane) => {
  it("after a stall, playback resumes at the resume threshold, not at startup's", () => {
    // Each takes 1 s of the link; playing from 1; dry at 5; arrivals at 9 and 10 make 4 s.
    const log = simulate({
      trace: outage,
      video: video(6),
      policy: lowest(),
      settings: settingsWith({ player: { resumeBuffer: 4 } }),
      lane,
    });
    expect(Array.from(log.states.time.subarray(0, 4))).toEqual([0, 1, 5, 10]);
  });

  it("patience counts from the request, the wait for the first bit included", () => {
    const patient = settingsWith({ network: { rtt: 30 } });
    const log = simulate({ trace: dead, video: video(2), policy: lowest(), settings: patient, lane });
    expect(log.end).toEqual({ status: "starved", at: 100 });
  });

  it("patience that ends as the viewer leaves: starved", () => {
    const leaving = settingsWith({ viewer: { leaveAt: 100 } });
    const log = simulate({ trace: dead, video: video(2), policy: lowest(), settings: leaving, lane });
    expect(log.end.status).toBe("starved");
  });

  it("a round trip in the settings overrides the trace's latency", () => {
    const trace = link([10, 1e6, 0.5]);
    const near = settingsWith({ network: { rtt: 0.1 } });
    expect(
      simulate({ trace, video: video(1), policy: lowest(), settings: near, lane }).requests.firstByte[0],
    ).toBe(0.1);
    const plain = simulate({ trace, video: video(1), policy: lowest(), settings: settingsWith({}), lane });
    expect(plain.requests.firstByte[0]).toBe(0.5);
  });

  it("the policy is told its phase, last level, buffers, samples, and of stalls", () => {
    const heard: unknown[] = [];
    const policy: PolicyFactory = (_options, context) => ({
      name: "listening",
      decide(o) {
        heard.push([o.phase, o.lastLevel, o.maxBuffer, context.maxBuffer, o.samples.length]);
        return { level: 0 };
      },
      onStall: (at) => void heard.push(`stall at ${at}`),
    });
    const slow = settingsWith({ player: { startupBuffer: 4, resumeBuffer: 4 } });
    simulate({ trace: outage, video: video(5), policy, settings: slow, lane });
    // Playing from 2 with 4 s; dry at 6; arrivals at 9, still rebuffering, and 10.
    expect(heard).toEqual([
      ["startup", undefined, 30, 30, 0],
      ["startup", 0, 30, 30, 1],
      ["playing", 0, 30, 30, 2],
      "stall at 6",
      ["rebuffering", 0, 30, 30, 3],
      ["playing", 0, 30, 30, 4],
    ]);
  });

  it("a sample starts at the request, not at the decision", () => {
    const starts: number[] = [];
    const policy = lowest({
      decide: () => ({ level: 0, waitSeconds: 3 }),
      onSample: (sample) => void starts.push(sample.start),
    });
    simulate({ trace: link([100, 1e6]), video: video(1), policy, settings: settingsWith({}), lane });
    expect(starts).toEqual([3]);
  });

  it("after waiting for room, the policy sees exactly the level that was waited for", () => {
    const seen = new Set<number>();
    const policy = lowest({
      decide(o) {
        if (o.segment.index > 5) seen.add(o.buffer);
        return { level: 0 };
      },
    });
    // 4.1 - 2 is not 2.1 in binary, nor do the sums on the way there round to one value.
    simulate({
      trace: link([0.7, 3.3e6], [1.1, 2.9e6]),
      video: video(60),
      policy,
      settings: settingsWith({ player: { maxBuffer: 4.1 } }),
      lane,
    });
    expect([...seen]).toEqual([4.1 - 2]);
  });

  it("a policy that throws while idle fails when the idle time is over", () => {
    const policy = lowest({
      onIdle() {
        throw new Error("tired");
      },
    });
    // Each takes 0.1 s; playing from 0.1; the buffer of 30 s is full after 15, at 1.5 + 28.6 - 28.
    const log = simulate({
      trace: link([1, 1e7]),
      video: video(30),
      policy,
      settings: settingsWith({}),
      lane,
    });
    expect(log.end).toMatchObject({ status: "failed", problem: "onIdle() threw Error: tired" });
    expect(log.end.at).toBeCloseTo(2.1, 9);
  });
});

describe("traceOffset", () => {
  it("is 0 for the first replicate, and elsewhere in the trace for others, by trace and seed", () => {
    const trace = link([10, 1e6]);
    const other = { ...trace, name: "s/u" };
    expect(traceOffset(trace, 1, 0)).toBe(0);
    const offsets = [
      traceOffset(trace, 1, 1),
      traceOffset(trace, 1, 2),
      traceOffset(trace, 2, 1),
      traceOffset(other, 1, 1),
    ];
    expect(new Set(offsets).size).toBe(4);
    for (const offset of offsets) {
      expect(offset).toBeGreaterThan(0);
      expect(offset).toBeLessThan(10);
    }
  });

  it("is where the session starts", () => {
    const trace = link([5, 1e6], [5, 4e6]);
    const offset = traceOffset(trace, 1, 1);
    const log = simulate({
      trace,
      video: video(1),
      policy: lowest(),
      settings: settingsWith({}),
      seed: 1,
      replicate: 1,
    });
    const rate = offset < 5 ? 1e6 : 4e6;
    expect(log.requests.finished[0]).toBeCloseTo(1e6 / rate, 1);
  });
});
