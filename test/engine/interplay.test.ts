import { describe, expect, it } from "vitest";
import { seriesVideo } from "../../src/engine/content/index.js";
import type { PolicyFactory } from "../../src/model/policy.js";
import type { StartupSettings } from "../../src/model/settings/index.js";
import { always, plainTrace, plainVideo, play, requestsOf, statesOf } from "../support/plain.js";
import { videoOf } from "../support/scripted-session.js";

/*
 * Mechanisms that meet. On a link of 2 Mbit/s a segment of 4 Mbit (4 s at the lowest level) takes 2 s. Playback starts
 * with the first, at 2 s, and ten segments end at 42 s.
 */

/** Each segment at the level that the list says; the lowest beyond it. */
const levels =
  (...list: readonly number[]): PolicyFactory =>
  () => ({ name: "listed", decide: ({ segment }) => ({ level: list[segment.index] ?? 0 }) });

/** What is asked for at the top level is not there. */
const NO_TOP = [{ what: 404, at: 0, for: 1e6, where: { level: 2 } }] as const;

describe("during startup stages of 3 s", () => {
  const startup: StartupSettings = {
    order: "sequential",
    stages: [{ name: "auth", shortest: 3, longest: 3 }],
  };

  it("a seek fetches nothing; playback then starts from there", () => {
    const log = play({ player: { startup }, settings: { viewer: { seeks: [{ at: 1, to: 20 }] } } });
    expect(requestsOf(log.requests)[0]).toMatchObject({ segment: 5, requested: 3 });
    expect(statesOf(log).slice(0, 3)).toEqual([
      [0, "starting", 0],
      [1, "starting", 20],
      [5, "playing", 20],
    ]);
  });

  it("a pause outlasts them: playback starts when it ends, of what has come meanwhile", () => {
    const log = play({ player: { startup }, settings: { viewer: { pauses: [{ at: 1, for: 9 }] } } });
    expect(requestsOf(log.requests)[0]).toMatchObject({ requested: 3, finished: 5 });
    expect(statesOf(log).slice(0, 4)).toEqual([
      [0, "starting", 0],
      [1, "paused", 0],
      [10, "starting", 0],
      [10, "playing", 0],
    ]);
  });

  it("a viewer who leaves cuts what they fetch", () => {
    const stages: StartupSettings["stages"] = [{ name: "manifest", size: 4e6 }];
    const log = play({ player: { startup: { ...startup, stages } }, settings: { viewer: { leaveAt: 1 } } });
    expect(log.end).toEqual({ status: "quit", at: 1 });
    expect(log.others).toEqual([expect.objectContaining({ finished: 1, received: 2e6, outcome: "cut" })]);
    expect(log.requests.count).toBe(0);
  });
});

describe("a startup whose manifest cannot be had", () => {
  const startup: StartupSettings = { order: "parallel", stages: [{ name: "manifest", size: 1e6 }] };
  const control = { every: 1, size: 1000, priority: true };

  it("ends the session, although other traffic would go on for ever", () => {
    const faults = [{ what: 404, at: 0, for: 1e6, where: { kind: "manifest" } }] as const;
    const log = play({ player: { startup }, settings: { faults, downloads: { control } } });
    expect(log.end).toEqual({ status: "starved", at: 0 });
  });

  it("is waited for no longer than media would be", () => {
    const faults = [{ what: "no answer", at: 0, for: 1e6, where: { kind: "manifest" } }] as const;
    const log = play({ player: { startup }, settings: { faults, downloads: { control } } });
    expect(log.end).toEqual({ status: "starved", at: 600 });
  });
});

describe("the patience of a player", () => {
  const outage = plainTrace([
    [3, 2],
    [4000, 0],
    [1000, 2],
  ]);

  it("stands still while the viewer has pressed pause", () => {
    // Segment 1, asked for at 2 s, comes when the link is back at 4003 s: 0.5 s and 1.5 s of waiting.
    const log = play({ trace: outage, settings: { viewer: { pauses: [{ at: 2.5, for: 4000 }] } } });
    expect(requestsOf(log.requests)[1]).toMatchObject({ segment: 1, requested: 2, finished: 4004 });
    expect(statesOf(log).slice(1)).toEqual([
      [2, "playing", 0],
      [2.5, "paused", 0.5],
      [4002.5, "playing", 0.5],
      [4042, "ended", 40],
    ]);
  });

  it("goes on being lost when the pause is over", () => {
    // 0.5 s of it were lost before the pause, so 599.5 s are left after it.
    const log = play({ trace: outage, settings: { viewer: { pauses: [{ at: 2.5, for: 100 }] } } });
    expect(log.end).toEqual({ status: "starved", at: 702 });
  });

  it("is at an end where a seek leaves nothing to fetch", () => {
    // At 4 s segments 8 and, in place of its copy, 5 are asked for; 8 comes at 5 s and 9 at 6 s, and segment 5 is still
    // on its way when the viewer seeks past it. The rest, from segment 6 on, is there: 16 s.
    let asked = 0;
    const policy: PolicyFactory = () => ({
      name: "replacing once",
      decide: ({ segment }) =>
        segment.index === 9 && asked++ === 0 ? { level: 2, replaceFrom: 20 } : { level: 0 },
    });
    const log = play({
      trace: plainTrace(8),
      policy,
      player: { maxBuffer: 100, starvedAfter: 3 },
      settings: {
        downloads: { parallel: { most: 2, ahead: [], otherwise: 2 } },
        viewer: { seeks: [{ at: 6.5, to: 24 }] },
      },
    });
    expect(requestsOf(log.requests).at(-1)).toMatchObject({ segment: 5, finished: 6.5, outcome: "cut" });
    expect(log.end).toEqual({ status: "completed", at: 22.5 });
  });
});

describe("a segment that is lost", () => {
  it("does not end the session while one before it is on its way", () => {
    const parallel = { most: 2, ahead: [], otherwise: 2 };
    const log = play({
      policy: levels(0, 2),
      settings: { faults: NO_TOP, downloads: { parallel } },
    });
    expect(statesOf(log)).toEqual([
      [0, "starting", 0],
      [2, "playing", 0],
      [6, "rebuffering", 4],
    ]);
    expect(log.end).toEqual({ status: "starved", at: 6 });
  });

  it("does not take what is buffered from a viewer who has pressed pause", () => {
    const log = play({
      policy: levels(0, 2),
      settings: { faults: NO_TOP, viewer: { pauses: [{ at: 1, for: 10 }] } },
    });
    expect(statesOf(log).slice(2)).toEqual([
      [11, "starting", 0],
      [11, "playing", 0],
      [15, "rebuffering", 4],
    ]);
    expect(log.end).toEqual({ status: "starved", at: 15 });
  });

  it("is let be by a viewer who seeks past it", () => {
    const log = play({
      policy: levels(0, 2),
      settings: { faults: NO_TOP, viewer: { seeks: [{ at: 5, to: 20 }] } },
    });
    expect(requestsOf(log.requests)[2]).toMatchObject({ segment: 5, requested: 5, finished: 7 });
    expect(log.end).toEqual({ status: "completed", at: 27 });
  });

  it("is no loss where it was to take the place of another copy", () => {
    let asked = 0;
    const policy: PolicyFactory = () => ({
      name: "replacing once",
      decide: ({ segment }) =>
        segment.index === 3 && asked++ === 0 ? { level: 2, replaceFrom: 8 } : { level: 0 },
    });
    const log = play({ policy, settings: { faults: NO_TOP } });
    expect(requestsOf(log.requests)[3]).toMatchObject({ segment: 2, level: 2, outcome: "failed" });
    expect(log.end).toEqual({ status: "completed", at: 42 });
  });

  it("is lost where audio is missing, too", () => {
    const faults = [{ what: 404, at: 3, for: 1e6, where: { kind: "audio" } }] as const;
    const log = play({ settings: { faults, downloads: { audio: { bitrate: 0.5e6 } } } });
    // Segment 0's audio comes at 2 s and its video at 3 s; the next audio is asked for at 3 s.
    expect(statesOf(log).slice(1)).toEqual([
      [3, "playing", 0],
      [7, "rebuffering", 4],
    ]);
    expect(log.end).toEqual({ status: "starved", at: 7 });
  });
});

describe("parallel downloads", () => {
  it("count what has overtaken a slow segment against the buffer's maximum", () => {
    // 2 Mbit/s each: segments 0 and 2 are there at 2 s, segment 1 with its 16 Mbit at 4 s. 12 s are then there or on
    // their way, so that segment 3 fits when the playhead is at 4 s.
    const log = play({
      trace: plainTrace(6),
      policy: levels(0, 2),
      player: { maxBuffer: 12 },
      settings: { downloads: { parallel: { most: 3, ahead: [], otherwise: 3 } } },
    });
    expect(requestsOf(log.requests).slice(0, 4)).toEqual([
      expect.objectContaining({ segment: 0, finished: 2 }),
      expect.objectContaining({ segment: 2, finished: 2 }),
      expect.objectContaining({ segment: 1, finished: 4 }),
      expect.objectContaining({ segment: 3, requested: 6 }),
    ]);
  });

  it("and a fast switch that aborts what is under way come to an end", () => {
    let asked = 0;
    const policy: PolicyFactory = () => ({ name: "swinging", decide: () => ({ level: (asked++ % 2) * 2 }) });
    const log = play({
      policy,
      trace: plainTrace(20),
      player: { fastSwitch: { aheadSegments: 0, abortsInFlight: true } },
      settings: { downloads: { parallel: { most: 4, ahead: [], otherwise: 4 } } },
    });
    expect(log.end.status).toBe("completed");
    expect(log.requests.count).toBeLessThan(60);
  });
});

describe("byte ranges", () => {
  it("wait for a viewer who has pressed pause", () => {
    // The first range of segment 1 may be asked for when the playhead is at 2 s, which is at 14 s.
    const log = play({
      settings: {
        downloads: { chunks: { size: 1e6, ahead: 2, atOnce: 3 } },
        viewer: { pauses: [{ at: 3, for: 10 }] },
      },
    });
    expect(requestsOf(log.requests)[1]).toMatchObject({ segment: 1, requested: 14 });
  });

  it("are asked for at once when a seek brings the playhead near", () => {
    // All of segment 0 is there at 2 s. At 3 s the viewer goes from 1 s to 3.5 s, beyond the 2 s that are waited for.
    const log = play({
      settings: {
        downloads: { chunks: { size: 1e6, ahead: 2, atOnce: 3 } },
        viewer: { seeks: [{ at: 3, to: 3.5 }] },
      },
    });
    expect(requestsOf(log.requests)[1]).toMatchObject({ segment: 1, requested: 3 });
  });
});

describe("progress", () => {
  it("is told anew when a request is repeated, and what had come is lost", () => {
    // 2 Mbit come by 1 s and no more; at 4.5 s the request is repeated, on a link of 1 Mbit/s.
    const told: (readonly [number, number])[] = [];
    play({
      trace: plainTrace([
        [4.5, 2],
        [1000, 1],
      ]),
      video: plainVideo({ segments: 1 }),
      policy: always(0, {
        onProgress: ({ loaded }, { now }) => {
          told.push([now, loaded]);
          return undefined;
        },
      }),
      player: { abandonment: { progressEvery: 1, progressBits: 0.5e6, afterwards: "forced" } },
      settings: {
        faults: [{ what: "stops halfway", at: 0, for: 1 }],
        requests: {
          timeout: 4.5,
          retry: { retries: 1, initialDelay: 0, maxDelay: 0, factor: 1, jitter: 0 },
        },
      },
    });
    expect(told).toEqual([
      [1, 2e6],
      [5, 0.5e6],
      [6, 1.5e6],
      [7, 2.5e6],
      [8, 3.5e6],
    ]);
  });
});

describe("what a device allows", () => {
  const trace = plainTrace(6);

  it("holds for the first level, too, which is no decision of the policy's", () => {
    const log = play({
      trace,
      video: videoOf(3),
      policy: always(1),
      player: { firstLevel: 2 },
      settings: { device: { maxHeight: 720 } },
    });
    expect(requestsOf(log.requests).map(({ level }) => level)).toEqual([1, 1, 1]);
    expect(log.clampedDecisions).toBe(0);
  });

  it("changes during a download for what is asked for afterwards", () => {
    // 24 Mbit of the top level until 4 s; then 4 Mbit each.
    const events = [{ at: 1, what: "hdcp error", maxHeight: 360 }] as const;
    const log = play({ trace, video: videoOf(3), policy: always(2), settings: { device: { events } } });
    expect(requestsOf(log.requests).map(({ level, finished }) => [level, finished])).toEqual([
      [2, 4],
      [0, expect.closeTo(4 + 2 / 3, 9)],
      [0, expect.closeTo(4 + 4 / 3, 9)],
    ]);
    expect(log.clampedDecisions).toBe(2);
  });

  it("lowers the maximum below what is buffered: nothing is fetched until that is played", () => {
    // 8 Mbit/s: five segments by 2.5 s, playing since 0.5 s. At 3 s the maximum is 6 s, so that the next fits when 2 s
    // are left of the 20 s, at 18.5 s.
    const events = [{ at: 3, what: "low memory", maxBuffer: 6 }] as const;
    const log = play({ trace: plainTrace(8), settings: { device: { events } } });
    const requested = requestsOf(log.requests).map((request) => request.requested);
    expect(requested.filter((at) => at <= 3)).toHaveLength(5);
    expect(requested[5]).toBe(18.5);
  });
});

describe("a panic", () => {
  it("is a stall until the least level is there", () => {
    // 12 s by 6 s, when the link fails until 12 s. At 13 s there is 1 s left; segment 3 comes at 14 s.
    const log = play({
      trace: plainTrace([
        [6, 2],
        [6, 0],
        [1000, 2],
      ]),
      player: {
        bufferManager: {
          every: 1,
          panicLevel: 2,
          minLevel: 4,
          goodLevel: 15,
          target: 20,
          growth: 1,
          shrinkage: 1,
          pauseInPanic: true,
          holeTolerance: 0.1,
        },
      },
    });
    expect(statesOf(log)).toEqual([
      [0, "starting", 0],
      [2, "playing", 0],
      [13, "rebuffering", 11],
      [14, "playing", 11],
      [43, "ended", 40],
    ]);
    expect(log.events.filter(({ kind }) => kind === "level limit")).toHaveLength(2);
  });
});

describe("a viewer who seeks at random", () => {
  it("and always back comes to the end nevertheless", () => {
    const log = play({
      settings: { viewer: { seeking: { perHour: 3600, farthest: 60, forwards: 0 } } },
    });
    expect(log.end.status).toBe("completed");
    expect(log.events.filter(({ kind }) => kind === "seek")).toHaveLength(1000);
  });
});

describe("live playback that is behind its target", () => {
  it("catches up at the faster rate, and no farther", () => {
    // Segment k is there 4 s x (k - 1) after play is pressed. From 2 s on playback is 10 s behind the edge, 2 s too
    // much, of which half a second a second is made up for: until 6 s, at media time 6 s.
    const catchUp = { rule: "steps", slowest: 0.5, fastest: 1.5, tolerance: 0, every: 1 } as const;
    const log = play({
      settings: { content: { kind: "live", targetLatency: 8, dvrWindow: 3600, catchUp } },
    });
    const rates = statesOf(log).map((row, index) => [...row, log.states.rate[index]]);
    expect(rates).toEqual([
      [0, "starting", 0, 1],
      [2, "playing", 0, 1],
      [2, "playing", 0, 1.5],
      [6, "playing", 6, 1],
      [40, "ended", 40, 1],
    ]);
    expect(requestsOf(log.requests).map(({ requested }) => requested)).toEqual([
      0, 2, 4, 8, 12, 16, 20, 24, 28, 32,
    ]);
  });
});

describe("a series", () => {
  it("does not go on after its credits while the viewer has pressed pause", () => {
    // The first of two episodes of 20 s ends at 22 s; the credits roll until 32 s, the viewer's pause lasts until 45 s.
    const log = play({
      video: seriesVideo(plainVideo({ segments: 5 }), 2),
      settings: {
        content: { kind: "series", episodes: 2, continues: 1, between: 10 },
        viewer: { pauses: [{ at: 25, for: 20 }] },
      },
    });
    expect(statesOf(log).slice(-3)).toEqual([
      [45, "seeking", 20],
      [45, "playing", 20],
      [65, "ended", 40],
    ]);
    expect(log.events.at(-1)).toMatchObject({
      kind: "episode",
      episode: 1,
      at: 45,
      wait: expect.closeTo(13, 6),
    });
  });
});
