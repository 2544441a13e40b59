import { describe, expect, it } from "vitest";
import { simulate } from "../../src/engine/simulate.js";
import { measureSession } from "../../src/metrics/session-metrics.js";
import type { Decision, Observation, PolicyFactory } from "../../src/model/policy.js";
import { OUTCOME_CODE, PLAYER_STATES } from "../../src/model/session.js";
import { traceFromIntervals } from "../../src/model/trace.js";
import { videoFromSegments } from "../../src/model/video.js";
import { settingsWith } from "../support/settings.js";
import { snapshot } from "../support/snapshot.js";

const MEGABIT = 1e6;

const always =
  (level: number): PolicyFactory =>
  () => ({ name: "always", decide: () => ({ level }) });

/** Reaches into what it is shown before it decides. */
const meddling =
  (meddle: (o: Observation) => void): PolicyFactory =>
  () => ({
    name: "meddling",
    decide(o) {
      meddle(o);
      return { level: 0 };
    },
  });

/** Segments of 2 s at 1 and 2 Mbit/s. */
function video(segments: number) {
  return videoFromSegments({
    name: "two-levels",
    levels: [{ bitrate: 1 * MEGABIT }, { bitrate: 2 * MEGABIT }],
    segmentDuration: 2,
    durations: new Float64Array(segments).fill(2),
    sizes: Array.from({ length: segments }, () => Float64Array.of(2 * MEGABIT, 4 * MEGABIT)),
    sizesAre: "exact",
  });
}

const steady = (mbps: number) =>
  traceFromIntervals({ name: "set/steady", set: "set" }, [{ duration: 10, bandwidth: mbps * MEGABIT }]);

describe("simulate, against a session worked out by hand", () => {
  /*
   * Twelve segments of 2 s, level 1 throughout (4 Mbit each), startup and resume at 2 s, room for 6 s (so the next
   * is asked for at 4 s), 0.1 s latency. The trace: 4 Mbit/s for 5 s, nothing for 10 s, 8 Mbit/s for 10.8 s; it
   * wraps at 25.8 s.
   *
   *  seg  requested  first bit  finished  buffer after  what happens
   *   0     0          0.1        1.1       2           plays from 1.1
   *   1     1.1        1.2        2.2       2.9
   *   2     2.2        2.3        3.3       3.8
   *   3     3.3        3.4        4.4       4.7         full: waits 0.7 s
   *   4     5.1        5.2       15.5       2           outage from 5 to 15; dry at 4.4 + 4.7 = 9.1: stalls 6.4 s
   *   5    15.5       15.6       16.1       3.4
   *   6    16.1       16.2       16.7       4.8         full: waits 0.8 s
   *   7    17.5       17.6       18.1       5.4         full: waits 1.4 s, and so after each
   *   8    19.5       19.6       20.1       5.4
   *   9    21.5       21.6       22.1       5.4
   *  10    23.5       23.6       24.1       5.4
   *  11    25.5       25.6       26.4       5.1         1.6 Mbit until the wrap at 25.8, the other 2.4 at 4 Mbit/s
   *  ends at 26.4 + 5.1 = 31.5 = 1.1 startup + 24 played + 6.4 stalled
   */
  const trace = traceFromIntervals({ name: "set/outage", set: "set" }, [
    { duration: 5, bandwidth: 4 * MEGABIT },
    { duration: 10, bandwidth: 0 },
    { duration: 10.8, bandwidth: 8 * MEGABIT },
  ]);
  const idle: number[] = [];
  const listening: PolicyFactory = () => ({
    name: "listening",
    decide: () => ({ level: 1 }),
    onIdle: (seconds) => void idle.push(seconds),
  });
  const log = simulate({
    trace,
    video: video(12),
    policy: listening,
    settings: settingsWith({ player: { maxBuffer: 6 }, network: { rtt: 0.1 } }),
  });
  const { requests } = log;
  const column = (values: Float64Array) => Array.from(values.subarray(0, requests.count));
  const exactly = (values: number[]) => values.map((value) => expect.closeTo(value, 9));

  it("asks for each segment when there is room for it", () => {
    const expected = [0, 1.1, 2.2, 3.3, 5.1, 15.5, 16.1, 17.5, 19.5, 21.5, 23.5, 25.5];
    expect(column(requests.requested)).toEqual(exactly(expected));
    expect(idle).toEqual(exactly([0.7, 0.8, 1.4, 1.4, 1.4, 1.4]));
  });

  it("finishes each download when the trace has carried its bits", () => {
    const expected = [1.1, 2.2, 3.3, 4.4, 15.5, 16.1, 16.7, 18.1, 20.1, 22.1, 24.1, 26.4];
    expect(column(requests.finished)).toEqual(exactly(expected));
  });

  it("knows the buffer after each", () => {
    const expected = [2, 2.9, 3.8, 4.7, 2, 3.4, 4.8, 5.4, 5.4, 5.4, 5.4, 5.1];
    expect(column(requests.bufferAfter)).toEqual(exactly(expected));
  });

  it("stalls from the moment that the buffer is empty until the segment has arrived", () => {
    const states = Array.from({ length: log.states.count }, (_, i) => PLAYER_STATES[log.states.state[i]!]);
    expect(states).toEqual(["starting", "playing", "rebuffering", "playing", "ended"]);
    const times = Array.from(log.states.time.subarray(0, log.states.count));
    expect(times).toEqual(exactly([0, 1.1, 9.1, 15.5, 31.5]));
  });

  it("is measured so", () => {
    const { metrics } = measureSession(log, video(12));
    expect(metrics.startup).toBeCloseTo(1.1, 9);
    expect(metrics.stall).toBeCloseTo(6.4, 9);
    expect(metrics.stallCount).toBe(1);
    expect(metrics.played).toBeCloseTo(24, 9);
    expect(metrics.watched).toBeCloseTo(31.5, 9);
    expect(metrics.stallRatio).toBeCloseTo(6.4 / 30.4, 9);
    expect(metrics.completion).toBe(1);
    expect(metrics.meanBitrate).toBeCloseTo(2 * MEGABIT, 6);
    expect(metrics.downloaded).toBe(48 * MEGABIT);
    expect(metrics.wasted).toBe(0);
  });
});

describe("simulate, against a session with a full buffer and a trace wrap worked out by hand", () => {
  /*
   * Eight segments of 2 s at level 0 (2 Mbit each), startup at 4 s, room for 6 s, no latency.
   * The trace: 4 Mbit/s for 2 s, then 1 Mbit/s for 1 s; it wraps every 3 s.
   *
   *  seg  requested  finished  why                                                  buffer after
   *   0     0          0.5                                                          2 (waits for 4)
   *   1     0.5        1.0     plays from 1.0                                       4
   *   2     1.0        1.5                                                          5.5
   *   3     3.0        3.5     has room at 4 s, 1.5 s later; the trace has wrapped  5.5
   *   4     5.0        6.25    again 1.5 s; 1 Mbit/s until 6, 1 Mbit left at 4      4 - 1.25 + 2 = 4.75
   *   5     7.0        7.5     0.75 s                                               5.5
   *   6     9.0        9.5                                                          5.5
   *   7    11.0       12.25                                                         4.75
   *  ends at 12.25 + 4.75 = 17
   */
  const trace = traceFromIntervals({ name: "set/saw", set: "set" }, [
    { duration: 2, bandwidth: 4 * MEGABIT },
    { duration: 1, bandwidth: 1 * MEGABIT },
  ]);
  const log = simulate({
    trace,
    video: video(8),
    policy: always(0),
    settings: settingsWith({ player: { startupBuffer: 4, maxBuffer: 6 } }),
  });

  it("asks for each segment when there is room, and gets it when the trace has carried it", () => {
    [0, 0.5, 1, 3, 5, 7, 9, 11].forEach((time, row) => {
      expect(log.requests.requested[row]).toBeCloseTo(time, 9);
    });
    [0.5, 1, 1.5, 3.5, 6.25, 7.5, 9.5, 12.25].forEach((time, row) => {
      expect(log.requests.finished[row]).toBeCloseTo(time, 9);
    });
    [2, 4, 5.5, 5.5, 4.75, 5.5, 5.5, 4.75].forEach((buffer, row) => {
      expect(log.requests.bufferAfter[row]).toBeCloseTo(buffer, 9);
    });
    expect(log.end).toEqual({ status: "completed", at: expect.closeTo(17, 9) });
  });

  it("averages the buffer over time", () => {
    // Areas: 0.5-1: 1; 1-1.5: 1.875; 1.5-3: 7.125; 3-3.5: 1.875; 3.5-5: 7.125; 5-6.25: 4.21875;
    // 6.25-7: 3.28125; 7-7.5: 1.875; 7.5-9: 7.125; 9-9.5: 1.875; 9.5-11: 7.125; 11-12.25: 4.21875;
    // 12.25-17: 11.28125. In all 60.
    expect(measureSession(log, video(8)).metrics.meanBuffer).toBeCloseTo(60 / 17, 9);
  });
});

describe("simulate, at the edges of what a player meets", () => {
  it("all-zero trace: ends as starved when patience is over", () => {
    const log = simulate({
      trace: steady(0),
      video: video(3),
      policy: always(0),
      settings: settingsWith({}),
    });
    expect(log.end).toEqual({ status: "starved", at: 100 });
    expect(log.requests.count).toBe(1);
    expect(log.requests.outcome[0]).toBe(OUTCOME_CODE.starved);
    expect(log.requests.received[0]).toBe(0);
    expect(measureSession(log, video(3)).metrics.startup).toBeUndefined();
  });

  it("trace that carries next to nothing: ends as starved, and counts what came", () => {
    const log = simulate({
      trace: steady(1e-9),
      video: video(3),
      policy: always(0),
      settings: settingsWith({}),
    });
    expect(log.end).toEqual({ status: "starved", at: 100 });
    expect(log.requests.received[0]).toBeCloseTo(0.1, 9);
  });

  it("trace of the smallest rate that a number can hold: starved, at once", () => {
    const trace = traceFromIntervals({ name: "s/t", set: "s" }, [
      { duration: 1, bandwidth: Number.MIN_VALUE },
    ]);
    const log = simulate({ trace, video: video(3), policy: always(0), settings: settingsWith({}) });
    expect(log.end.status).toBe("starved");
  });

  it.each([1e9, 1e29, 1e308])("round trip of %d s: starved in both lanes, at once", (rtt) => {
    for (const lane of ["fastest", "events"] as const) {
      const trace = traceFromIntervals({ name: "s/t", set: "s" }, [
        { duration: 1e-6, bandwidth: 1e6 },
        { duration: 1e-6, bandwidth: 2e6 },
      ]);
      const network = { rtt };
      const log = simulate({
        trace,
        video: video(3),
        policy: always(0),
        settings: settingsWith({ network }),
        lane,
      });
      expect(log.end).toEqual({ status: "starved", at: 100 });
    }
  });

  it("patience without bounds, on intervals that a clock so late cannot tell apart: still ends", () => {
    for (const lane of ["fastest", "events"] as const) {
      const trace = traceFromIntervals({ name: "s/t", set: "s" }, [
        { duration: 1e-6, bandwidth: 1e-6 },
        { duration: 1e-6, bandwidth: 2e-6 },
      ]);
      const player = { starvedAfter: 1e30 };
      const log = simulate({
        trace,
        video: video(30),
        policy: always(0),
        settings: settingsWith({ player }),
        lane,
      });
      expect(["completed", "starved"]).toContain(log.end.status);
    }
  });

  it("viewer leaves during a download: the bits that came are counted and wasted", () => {
    const log = simulate({
      trace: steady(1),
      video: video(5),
      policy: always(0),
      settings: settingsWith({ viewer: { leaveAt: 5 } }),
    });
    // 2 s a segment: two have come by 4, the third is half here at 5; playing since 2, so 3 s of media were shown.
    expect(log.end).toEqual({ status: "quit", at: 5 });
    const { metrics, played } = measureSession(log, video(5));
    expect(metrics.media).toBeCloseTo(3, 9);
    expect(played.map((segment) => segment.shown)).toEqual([2, 1]);
    expect(metrics.downloaded).toBeCloseTo(5 * MEGABIT, 3);
    expect(metrics.wasted).toBeCloseTo(2 * MEGABIT, 3);
  });

  it("viewer leaves before the first frame: nothing was shown, and there is no startup delay", () => {
    const log = simulate({
      trace: steady(1),
      video: video(5),
      policy: always(0),
      settings: settingsWith({ viewer: { leaveAt: 1 } }),
    });
    const { metrics } = measureSession(log, video(5));
    expect(metrics).toMatchObject({
      status: "quit",
      startup: undefined,
      stallRatio: undefined,
      meanBitrate: undefined,
      watched: 1,
      completion: 0,
    });
  });

  it("viewer leaves with the last frame: has seen it all", () => {
    const log = simulate({
      trace: steady(2),
      video: video(1),
      policy: always(0),
      settings: settingsWith({ viewer: { leaveAt: 3 } }),
    });
    expect(log.end).toEqual({ status: "completed", at: 3 });
  });

  it("startup threshold above the maximum buffer: starts when the buffer is full", () => {
    const log = simulate({
      trace: steady(10),
      video: video(10),
      policy: always(0),
      settings: settingsWith({ player: { startupBuffer: 30, maxBuffer: 8 } }),
    });
    expect(log.end.status).toBe("completed");
    // Four segments of 0.2 s each fill the buffer.
    expect(measureSession(log, video(10)).metrics.startup).toBeCloseTo(0.8, 9);
  });

  it("segment longer than the maximum buffer: asked for when the buffer is empty", () => {
    const log = simulate({
      trace: steady(10),
      video: video(3),
      policy: always(0),
      settings: settingsWith({ player: { maxBuffer: 1 } }),
    });
    expect(log.end.status).toBe("completed");
    expect(measureSession(log, video(3)).metrics.stallCount).toBe(2);
  });

  it("video shorter than the startup threshold: plays once all of it is there", () => {
    const log = simulate({
      trace: steady(2),
      video: video(1),
      policy: always(0),
      settings: settingsWith({ player: { startupBuffer: 30 } }),
    });
    expect(log.end).toEqual({ status: "completed", at: 3 });
  });

  it("policy that waits past an empty buffer: the stall is counted from when the buffer ran dry", () => {
    const policy: PolicyFactory = () => ({
      name: "dawdler",
      decide: (o) => ({ level: 0, waitSeconds: o.segment.index === 1 ? 5 : 0 }),
    });
    const log = simulate({ trace: steady(2), video: video(2), policy, settings: settingsWith({}) });
    // First segment at 1, playing until 3; the second is asked for at 6 and here at 7.
    expect(measureSession(log, video(2)).metrics.stall).toBeCloseTo(4, 9);
  });

  it("segment that arrives as the buffer runs dry: no stall", () => {
    const log = simulate({
      trace: steady(1),
      video: video(4),
      policy: always(0),
      settings: settingsWith({}),
    });
    expect(measureSession(log, video(4)).metrics.stallCount).toBe(0);
  });
});

describe("simulate, with a policy that breaks its contract", () => {
  const broken: [string, PolicyFactory, RegExp][] = [
    ["throws", () => ({ name: "p", decide: () => JSON.parse("{") }), /^decide\(\) threw SyntaxError: /],
    [
      "returns nothing",
      () => ({ name: "p", decide: () => undefined as unknown as Decision }),
      /returned nothing/,
    ],
    ["returns NaN", always(Number.NaN), /returned level NaN: expected an integer from 0 to 1/],
    ["returns a fraction", always(0.5), /returned level 0.5/],
    ["returns a level above the ladder", always(2), /returned level 2: expected an integer from 0 to 1/],
    ["returns a level below the ladder", always(-1), /returned level -1/],
    [
      "waits for ever",
      () => ({ name: "p", decide: () => ({ level: 0, waitSeconds: Number.POSITIVE_INFINITY }) }),
      /waitSeconds Infinity: expected a number of seconds from 0 to 86400/,
    ],
    [
      "waits nearly for ever",
      () => ({ name: "p", decide: () => ({ level: 0, waitSeconds: 1e300 }) }),
      /waitSeconds 1e\+300/,
    ],
    [
      "waits in words",
      () => ({ name: "p", decide: () => ({ level: 0, waitSeconds: "3" as unknown as number }) }),
      /waitSeconds "3"/,
    ],
    [
      "decides later",
      () => ({ name: "p", decide: async () => ({ level: 0 }) }) as never,
      /returned a promise: .*cannot be async/,
    ],
    ["is made later", async () => ({ name: "p", decide: () => ({ level: 0 }) }), /cannot be async/] as never,
    [
      "listens with something else",
      () => ({ name: "p", decide: () => ({ level: 0 }), onSample: 3 }) as never,
      /whose onSample is 3: expected a function/,
    ],
    [
      "throws what has no words",
      () => ({
        name: "p",
        decide: () => {
          throw Object.create(null);
        },
      }),
      /^decide\(\) threw something that cannot be put into words$/,
    ],
    [
      "throws in several lines",
      () => ({
        name: "p",
        decide: () => {
          throw new Error("one\ntwo");
        },
      }),
      /^decide\(\) threw Error: one two$/,
    ],
    ["shortens the ladder", meddling((o) => Object.assign(o.levels, { length: 1 })), /TypeError/],
    ["changes a bitrate", meddling((o) => Object.assign(o.levels[0]!, { bitrate: 1 })), /TypeError/],
    ["changes a size", meddling((o) => Object.assign(o.segment.sizes!, { 0: 1 })), /TypeError/],
    ["changes what is allowed", meddling((o) => Object.assign(o.allowed, { 1: 0 })), /TypeError/],
    [
      "waits backwards",
      () => ({ name: "p", decide: () => ({ level: 0, waitSeconds: -1 }) }),
      /waitSeconds -1/,
    ],
    [
      "throws when told of a download",
      () => ({
        name: "p",
        decide: () => ({ level: 0 }),
        onSample: () => {
          throw new RangeError("too fast");
        },
      }),
      /^onSample\(\) threw RangeError: too fast$/,
    ],
    [
      "cannot be made",
      () => {
        throw new Error("no options");
      },
      /^the factory threw Error: no options$/,
    ],
    ["is none", () => ({}) as never, /the factory returned a policy without decide: expected a function/],
    ["is nothing", () => undefined as never, /the factory returned nothing: expected a policy, \{ decide \}/],
    [
      "replaces from a place in words",
      () => ({ name: "p", decide: () => ({ level: 0, replaceFrom: "3" as never }) }),
      /returned replaceFrom "3": expected a media time of 0 seconds or more/,
    ],
    [
      "estimates in another kind of number",
      () => ({ name: "p", decide: () => ({ level: 0, estimate: 3n as never }) }),
      /returned estimate 3n: expected a number of bits per second/,
    ],
    [
      "reasons with a function",
      () => ({ name: "p", decide: () => ({ level: 0, reason: (() => "") as never }) }),
      /returned reason a function: expected a text/,
    ],
  ];

  it.each(broken)("policy that %s: the session fails and says why", (_, policy, problem) => {
    for (const lane of ["fastest", "events"] as const) {
      const log = simulate({ trace: steady(1), video: video(3), policy, settings: settingsWith({}), lane });
      expect(log.end).toMatchObject({ status: "failed", problem: expect.stringMatching(problem) });
    }
  });

  it("leaves out a reason or an estimate that is null", () => {
    const policy: PolicyFactory = () => ({
      name: "p",
      decide: () => ({ level: 0, reason: null as never, estimate: null as never }),
    });
    const log = simulate({ trace: steady(1), video: video(3), policy, settings: settingsWith({}) });
    expect(log.end.status).toBe("completed");
    expect(log.requests.estimate[0]).toBeNaN();
  });

  it("an exception of the engine's own is not blamed on the policy", () => {
    const trace = steady(1);
    const policy: PolicyFactory = () => ({ name: "p", decide: () => ({ level: 0 }) });
    const missing = { ...video(2), durations: undefined as unknown as Float64Array };
    expect(() => simulate({ trace, video: missing, policy, settings: settingsWith({}) })).toThrow(TypeError);
  });
});

describe("simulate, and chance", () => {
  const gambler: PolicyFactory = (_options, context) => ({
    name: "gambler",
    decide: () => ({ level: Math.floor(context.random() * 2) }),
  });
  const play = (seed: number, replicate: number) =>
    snapshot(
      simulate({
        trace: steady(3),
        video: video(30),
        policy: gambler,
        settings: settingsWith({}),
        seed,
        replicate,
      }),
    );

  it("same seed, same session", () => expect(play(1, 0)).toEqual(play(1, 0)));
  it("other seed, other draws", () => expect(play(2, 0).level).not.toEqual(play(1, 0).level));
  it("other replicate, other draws", () => expect(play(1, 1).level).not.toEqual(play(1, 0).level));
});
