import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Stage, type StageSetup } from "./stage.js";

/* The adapter at dash.js 5.2.1's own AbrController, rules and settings. */

let load: Awaited<ReturnType<typeof Stage.load>>;
let stages: Stage[] = [];

const stageOf = (setup?: StageSetup): Stage => {
  const stage = load(setup);
  stages.push(stage);
  return stage;
};

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"], now: 1e12 });
  load = await Stage.load();
});

afterEach(() => {
  for (const stage of stages) stage.close();
  stages = [];
});

afterAll(() => void vi.useRealTimers());

describe("a decision", () => {
  it("is taken once a segment, however often dash.js asks, and is what dash.js fetches", () => {
    const stage = stageOf({
      policy: { decide: ({ segment }) => ({ level: [2, 0, 1][segment.index % 3]! }) },
    });
    for (let index = 0; index < 9; index++) {
      for (let times = 0; times <= index % 3; times++) expect(stage.ask()).toBe([2, 0, 1][index % 3]);
      stage.request(index);
      // As when the element is resized.
      expect(stage.ask()).toBe([2, 0, 1][index % 3]);
      stage.complete(300, 1e5);
    }
    expect(stage.told.map(({ segment }) => segment)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(stage.notices).toEqual([]);
  });

  it("outranks dash.js's own rules, at any priority of theirs", () => {
    const strong = { active: true, priority: 1 };
    const rules = { insufficientBufferRule: strong, throughputRule: strong, bolaRule: strong };
    const settings = { streaming: { abr: { rules } } };
    const starve = (stage: Stage) => {
      stage.setLevel(2);
      for (let times = 0; times < 4; times++) stage.measured(300);
      return stage.ask();
    };
    expect(starve(stageOf({ policy: { decide: () => ({ level: 2 }) }, settings }))).toBe(2);
    expect(starve(stageOf({ alone: true, settings }))).toBe(0);
  });

  it("is taken by the same rules after settings made dash.js make them anew", () => {
    const stage = stageOf({ policy: { decide: () => ({ level: 2 }) } });
    stage.fetch(0);
    stage.player.updateSettings({
      streaming: { abr: { rules: { droppedFramesRule: { active: true } } } },
    } as never);
    expect(stage.fetch(1)).toBe(2);
    expect(stage.told).toHaveLength(2);
  });

  it("is not taken for audio, which keeps dash.js's rules", () => {
    const stage = stageOf({ media: "audio", policy: { decide: () => ({ level: 2 }) } });
    for (let times = 0; times < 4; times++) stage.measured(3000);
    expect(stage.ask()).toBe(1);
    expect(stage.told).toEqual([]);
  });

  it("waits until there is a segment to ask for", () => {
    const stage = stageOf();
    stage.fetch(0);
    stage.hasNext = false;
    stage.ask();
    vi.advanceTimersByTime(900);
    stage.ask();
    expect(stage.told).toHaveLength(1);
    stage.hasNext = true;
    stage.ask();
    expect(stage.told).toHaveLength(2);
    // That was the server's slowness, and not a full buffer.
    expect(stage.calls.filter(({ call }) => call === "idle")).toEqual([]);
  });

  it("holds the request back for what is left of its wait", () => {
    const stage = stageOf({ policy: { decide: () => ({ level: 0, waitSeconds: 3 }) } });
    stage.ask();
    expect(stage.delayMs).toBeCloseTo(3000, 6);
    vi.advanceTimersByTime(1200);
    stage.ask();
    expect(stage.delayMs).toBeCloseTo(1800, 6);
    vi.advanceTimersByTime(5000);
    stage.fire("bytesAppendedEndFragment", { segmentType: "InitializationSegment" });
    expect(stage.delayMs).toBe(0);
  });

  it("holds nothing back that dash.js's BOLA would", () => {
    const rules = { throughputRule: { active: false }, bolaRule: { active: true } };
    const stage = stageOf({
      policy: { decide: () => ({ level: 0 }) },
      settings: { streaming: { abr: { rules } } },
    });
    for (let index = 0; index < 12; index++) stage.fetch(index, 20);
    stage.delayMs = Number.NaN;
    stage.ask();
    expect(stage.delayMs).toBe(0);
  });

  it("is within dash.js's limits, which the policy is shown", () => {
    const seen: unknown[] = [];
    const stage = stageOf({
      policy: {
        decide(o) {
          seen.push(o.allowed);
          return { level: 2 };
        },
      },
      settings: { streaming: { abr: { maxBitrate: { video: 2500 }, minBitrate: { video: 1500 } } } },
    });
    expect(stage.fetch(0)).toBe(1);
    stage.player.updateSettings({
      streaming: {
        abr: { maxBitrate: { video: -1 }, minBitrate: { video: -1 }, limitBitrateByPortal: true },
      },
    } as never);
    expect(stage.fetch(1)).toBe(1);
    expect(seen).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it("is not asked for while the viewer chooses", () => {
    const settings = { streaming: { abr: { autoSwitchBitrate: { video: false } } } };
    const stage = stageOf({ settings });
    stage.fetch(0);
    expect(stage.told).toEqual([]);
    expect(stage.notices).toEqual([]);
  });

  it("has the segment replaced that is the first to gain by it", () => {
    const stage = stageOf({
      policy: { decide: ({ segment }) => (segment.index < 4 ? { level: 0 } : { level: 2, replaceFrom: 3 }) },
    });
    for (let index = 0; index < 4; index++) stage.fetch(index);
    stage.playhead = 1;
    stage.ask();
    // Segment 2, from 4 s on: segment 1 begins before 3 s.
    expect(stage.explicitTime).toBe(5);
  });

  it("keeps dash.js from replacing by itself, until it is detached", () => {
    const stage = stageOf({ settings: { streaming: { buffer: { fastSwitchEnabled: true } } } });
    stage.ask();
    expect(stage.streaming.buffer?.fastSwitchEnabled).toBe(false);
    stage.player.updateSettings({ streaming: { buffer: { fastSwitchEnabled: true } } });
    stage.request(0);
    stage.complete(10, 1e5);
    stage.ask();
    expect(stage.streaming.buffer?.fastSwitchEnabled).toBe(false);
    stage.attachment?.detach();
    expect(stage.streaming.buffer?.fastSwitchEnabled).toBe(true);
  });

  it("follows any policy, whatever it orders", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 15 }), (levels) => {
        const stage = stageOf({ policy: { decide: ({ segment }) => ({ level: levels[segment.index]! }) } });
        expect(levels.map((_, index) => stage.fetch(index))).toEqual(levels);
        expect(stage.told.map(({ level }) => level)).toEqual(levels);
      }),
      { numRuns: 40 },
    );
  });
});

describe("an abandonment", () => {
  const giveUp = { decide: () => ({ level: 2 }), onProgress: () => ({ abandonTo: 0 }) };

  it("is forced on dash.js, and the next segment may be at the top again at once", async () => {
    const stage = stageOf({ policy: giveUp });
    stage.ask();
    stage.request(0);
    stage.progress({ ms: 100, bytesLoaded: 1000, bytesTotal: 1e6 });
    expect(stage.level).toBe(0);
    expect(stage.forcedAbandon).toBe(true);
    // dash.js is about to abort: nothing more is asked about this download.
    stage.progress({ ms: 50, bytesLoaded: 2000, bytesTotal: 1e6 });
    stage.abort();
    await Promise.resolve();
    expect(stage.streaming.abandonLoadTimeout).toBe(10_000);
    expect(stage.ask()).toBe(0);
    stage.request(0);
    stage.complete(300, 1e5);
    expect(stage.ask()).toBe(2);
    expect(stage.told.map(({ segment }) => segment)).toEqual([0, 1]);
    expect(stage.calls.filter(({ call }) => call === "progress")).toHaveLength(1);
    expect(stage.calls.filter(({ call }) => call === "sample")).toHaveLength(1);
  });

  it("is judged by what has come, in the session's time", () => {
    const stage = stageOf({ policy: { decide: () => ({ level: 2 }), onProgress: () => undefined } });
    stage.ask();
    vi.advanceTimersByTime(40);
    stage.request(0);
    stage.progress({ ms: 100, bytesLoaded: 1000, bytesTotal: 5000 });
    stage.progress({ ms: 50, bytesLoaded: 3000, bytesTotal: 5000 });
    const progress = stage.calls.flatMap((call) => (call.call === "progress" ? [call.in_flight] : []));
    const base = { segment: 0, level: 2, total_bits: 40_000 };
    for (const [at, loaded_bits] of [8000, 24_000].entries()) {
      expect(progress[at]).toMatchObject({ ...base, loaded_bits });
      expect(progress[at]!.start_s).toBeCloseTo(0.04, 9);
      expect(progress[at]!.first_byte_s).toBeCloseTo(0.14, 9);
    }
  });

  it("is nobody's but the policy's", () => {
    const crawl = (stage: Stage) => {
      stage.setLevel(2);
      stage.ask();
      stage.request(0);
      for (let part = 1; part <= 20; part++)
        stage.progress({ ms: 200, bytesLoaded: 1000 * part, bytesTotal: 1e6 });
      return stage.level;
    };
    expect(crawl(stageOf({ policy: { decide: () => ({ level: 2 }) } }))).toBe(2);
    const rules = Object.fromEntries(
      ["throughputRule", "bolaRule", "insufficientBufferRule", "switchHistoryRule"].map((rule) => [
        rule,
        { active: false },
      ]),
    );
    // dash.js's own rule would have.
    expect(crawl(stageOf({ alone: true, settings: { streaming: { abr: { rules } } } }))).toBe(0);
  });
});

describe("the observation", () => {
  it("has the sample of each download, in the session's time", () => {
    const stage = stageOf();
    vi.advanceTimersByTime(7000);
    stage.ask();
    vi.advanceTimersByTime(100);
    stage.request(0);
    stage.complete(400, 250_000);
    const [sample] = stage.calls.flatMap((call) => (call.call === "sample" ? [call] : []));
    expect(sample?.sample.bits).toBe(2_000_000);
    expect(sample?.sample.level).toBe(1);
    expect(sample?.sample.start_s).toBeCloseTo(0.1, 9);
    expect(sample?.sample.end_s).toBeCloseTo(0.5, 9);
    expect(sample?.observation).toMatchObject({
      last_level: 1,
      segment: { index: 1, duration_s: 2, remaining: 19 },
    });
  });

  it("has no sample of what a cache had, of audio, or of what failed", () => {
    const stage = stageOf();
    stage.ask();
    stage.request(0);
    stage.complete(4, 1e5);
    stage.ask();
    stage.request(1);
    stage.fail();
    stage.request(1);
    stage.complete(300, 1e5);
    stage.ask();
    stage.request(2);
    const audio = { type: "MediaSegment", startTime: 4, startDate: new Date(0), endDate: new Date() };
    stage.fire("fragmentLoadingCompleted", {
      mediaType: "audio",
      request: audio,
      response: { byteLength: 1e5 },
    });
    expect(stage.calls.filter(({ call }) => call === "sample")).toHaveLength(1);
    expect(stage.told).toHaveLength(3);
    expect(stage.notices).toEqual([]);
    const last = stage.calls.flatMap((call) => (call.call === "decide" ? [call.observation.last_level] : []));
    expect(last).toEqual([undefined, 1, 1]);
  });

  it("has buffer, limits, frames and what is seen of the picture", () => {
    const stage = stageOf();
    stage.fetch(0);
    stage.playhead = 0.5;
    stage.fire("playbackPlaying");
    stage.ask();
    const decided = stage.calls.flatMap((call) => (call.call === "decide" ? [call.observation] : []));
    expect(decided[0]).toMatchObject({ phase: "startup", buffer_s: 0, now_s: 0 });
    expect(decided[1]).toMatchObject({
      phase: "playing",
      buffer_s: 1.5,
      max_buffer_s: 18,
      playback_rate: 1,
      allowed: [0, 2],
      device: { maxHeight: 540, droppedFrames: 3, totalFrames: 100 },
    });
    expect(decided[1]).not.toHaveProperty("live");
  });

  it("has the live edge, and no more buffer than that leaves", () => {
    const stage = stageOf({ live: { latency: 6.5, target: 6, edge: 100 } });
    stage.ask();
    const [decided] = stage.calls.flatMap((call) => (call.call === "decide" ? [call.observation] : []));
    expect(decided).toMatchObject({ max_buffer_s: 6, live: { latency_s: 6.5, target_s: 6, edge_s: 100 } });
    expect(decided?.segment).not.toHaveProperty("remaining");
  });

  it("has sizes where byte ranges tell them", () => {
    const ranges = [
      ["0-99", "100-299"],
      ["0-199", "200-599"],
      ["0-399", "400-1199"],
    ];
    const sizes: unknown[] = [];
    const stage = stageOf({
      ranges,
      policy: {
        decide(o) {
          sizes.push(o.segment.sizes);
          return { level: 0 };
        },
      },
    });
    stage.fetch(0);
    stage.ask();
    expect(sizes).toEqual([
      [800, 1600, 3200],
      [1600, 3200, 6400],
    ]);
    expect(stage.contexts[0]?.sizeOf?.(1, 2)).toBe(6400);
    expect(stage.contexts[0]?.sizeOf?.(2, 2)).toBeUndefined();
  });

  it("tells stalls for want of media, idle time for want of room, and seeks", () => {
    const stage = stageOf();
    stage.fire("playbackWaiting");
    stage.fetch(0);
    stage.fire("playbackPlaying");
    // With so much in the buffer, that is no want of media.
    stage.fire("playbackWaiting");
    vi.advanceTimersByTime(100);
    stage.playhead = 1.9;
    stage.fire("playbackWaiting");
    stage.fire("playbackWaiting");
    stage.fetch(1);
    stage.fire("playbackPlaying");
    vi.advanceTimersByTime(1500);
    stage.fetch(2);
    stage.playhead = 3;
    stage.fire("playbackSeeking", { seekTime: 31 });
    // Of the sound, which is not the policy's.
    stage.fire("seekTarget", { mediaType: "audio", time: 3 });
    stage.fire("bytesAppendedEndFragment", { segmentType: "InitializationSegment" });
    // dash.js would not ask after a seek.
    expect(stage.checks).toEqual([true]);
    stage.playhead = 31;
    stage.ask();
    const others = stage.calls.filter(({ call }) => ["idle", "stall", "seek"].includes(call));
    expect(others).toEqual([
      { call: "stall", at_s: expect.closeTo(0.6, 9) as number },
      { call: "idle", idle_s: expect.closeTo(1.5, 9) as number },
      { call: "seek", to_s: 31 },
    ]);
    expect(stage.told.map(({ segment, phase }) => [segment, phase])).toEqual([
      [0, "startup"],
      [1, "rebuffering"],
      [2, "playing"],
      [15, "seeking"],
    ]);
  });
});

describe("a seek", () => {
  const begun = (): Stage => {
    const stage = stageOf({ policy: { decide: ({ segment }) => ({ level: segment.index < 10 ? 2 : 1 }) } });
    stage.fetch(0);
    stage.fire("playbackPlaying");
    return stage;
  };

  it("undoes a decision that nothing has come of", () => {
    const stage = begun();
    expect(stage.ask()).toBe(2);
    stage.fire("playbackSeeking", { seekTime: 31 });
    expect(stage.ask()).toBe(1);
    expect(stage.told.map(({ segment }) => segment)).toEqual([0, 1, 15]);
  });

  it("ends a request that was being held back, of which dash.js says nothing more", () => {
    const stage = begun();
    stage.ask();
    stage.request(1);
    stage.fire("playbackSeeking", { seekTime: 31 });
    expect(stage.ask()).toBe(1);
  });

  it("within the buffer undoes nothing", () => {
    const stage = begun();
    expect(stage.ask()).toBe(2);
    stage.fire("playbackSeeking", { seekTime: 1 });
    expect(stage.ask()).toBe(2);
    expect(stage.told.map(({ segment }) => segment)).toEqual([0, 1]);
    expect(stage.calls).toContainEqual({ call: "seek", to_s: 1 });
  });
});

describe("a shadow", () => {
  it("decides beside dash.js, and changes nothing", () => {
    const settings = { streaming: { buffer: { fastSwitchEnabled: true } } };
    const policy = { decide: () => ({ level: 2, waitSeconds: 5 }), onProgress: () => ({ abandonTo: 1 }) };
    const stage = stageOf({ shadow: true, policy, settings });
    const alone = stageOf({ alone: true, settings });
    for (let index = 0; index < 6; index++) {
      for (const each of [stage, alone]) {
        each.ask();
        each.request(index);
        each.progress({ ms: 50, bytesLoaded: 10, bytesTotal: 1e5 });
        each.complete(500, 1e5);
      }
      expect(stage.level).toBe(alone.level);
    }
    expect(stage.told.map(({ segment, level }) => [segment, level])).toEqual(
      [0, 1, 2, 3, 4, 5].map((n) => [n, 2]),
    );
    expect(stage.told.every(({ playerLevel }) => playerLevel === 0)).toBe(true);
    expect(stage.delayMs).toBe(alone.delayMs);
    expect(stage.streaming).toEqual(alone.streaming);
    expect(stage.notices).toEqual([]);
  });
});

describe("what goes wrong", () => {
  it("leaves video to dash.js again when it is detached", () => {
    const stage = stageOf({ policy: { decide: () => ({ level: 2 }) } });
    for (let index = 0; index < 4; index++) stage.fetch(index);
    stage.bufferState = "bufferStalled";
    expect(stage.fetch(4)).toBe(2);
    stage.attachment?.detach();
    expect(stage.ask()).toBe(0);
    expect(stage.told).toHaveLength(5);
  });

  it("is a policy's to pay for with the lowest level, and one notice", () => {
    for (const policy of [
      { decide: () => ({ level: 7 }) },
      { decide: () => undefined as never },
      {
        decide() {
          throw new Error("no");
        },
      },
    ]) {
      const stage = stageOf({ policy });
      for (let index = 0; index < 3; index++) expect(stage.fetch(index)).toBe(0);
      expect(stage.notices.map(({ kind }) => kind)).toEqual(["policy failed"]);
    }
  });

  it("is not paid for by playback: where dash.js is not as expected, its own ABR goes on", () => {
    const stage = stageOf();
    stage.player.getDashMetrics = () => {
      throw new TypeError("not a function");
    };
    expect(() => stage.fetch(0)).not.toThrow();
    stage.fetch(1);
    expect(stage.notices.map(({ kind, message }) => [kind, message])).toEqual([
      [
        "bad input",
        "abrsim: the adapter for dash.js 5.2.1 failed: TypeError: not a function. The player's own ABR plays.",
      ],
    ]);
  });

  it("is said when dash.js fetches without asking", () => {
    const stage = stageOf();
    stage.request(0);
    stage.request(1);
    expect(stage.notices.map(({ kind }) => kind)).toEqual(["no extension point"]);
  });

  it("is said when dash.js fetches another level than was ordered", () => {
    const stage = stageOf({ policy: { decide: () => ({ level: 2 }) } });
    stage.ask();
    stage.setLevel(0);
    stage.request(0);
    expect(stage.notices.map(({ kind }) => kind)).toEqual(["not carried over"]);
  });

  it("is not for a policy to guess: another ladder is another session, in the same time", () => {
    const stage = stageOf({ policy: { decide: (o) => ({ level: o.levels.length - 1 }) } });
    expect(stage.fetch(0, 500)).toBe(2);
    stage.dropLevels(2);
    expect(stage.fetch(1, 500)).toBe(1);
    expect(stage.contexts.map(({ levels }) => levels.length)).toEqual([3, 2]);
    const decided = stage.lines.filter((line) => line.includes('"call":"decide"'));
    expect(JSON.parse(decided[1]!)).toMatchObject({ observation: { segment: { index: 1 } } });
    expect((JSON.parse(decided[1]!) as { observation: { now_s: number } }).observation.now_s).toBeCloseTo(
      0.5,
      9,
    );
  });

  it("does not last: another source is another session", () => {
    const stage = stageOf();
    stage.fetch(0);
    stage.fetch(1);
    stage.fire("streamTeardownComplete");
    stage.bufferedTo = 0;
    stage.fetch(0);
    expect(stage.contexts).toHaveLength(2);
    expect(stage.told.map(({ segment }) => segment)).toEqual([0, 1, 0]);
    expect(stage.lines.filter((line) => line.includes("abrsim_recording"))).toHaveLength(2);
  });
});
