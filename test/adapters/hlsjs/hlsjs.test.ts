import Hls from "hls.js";
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { type HlsjsClass, hlsjsAbrController } from "../../../src/adapters/hlsjs/index.js";
import type { HlsjsPlayer } from "../../../src/adapters/hlsjs/player.js";
import type { Notice } from "../../../src/adapters/pilot/index.js";
import type { Observation, Sample } from "../../../src/model/policy.js";
import { bola } from "../../../src/policies/index.js";
import { Rig, type RigOptions } from "./rig.js";

const { Events } = Hls;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A policy that asks for these levels, one segment after the other, and the last from then on. */
const levels = (...wanted: number[]) => ({
  decide: ({ segment }: Observation) => ({ level: wanted[segment.index] ?? wanted[wanted.length - 1]! }),
});

/** A rig whose policy keeps what it is shown. */
function watched(options: RigOptions = {}, level = 1) {
  const seen: Observation[] = [];
  const samples: Sample[] = [];
  const rig = new Rig(
    {
      decide: (o) => {
        seen.push({ ...o, allowed: [...o.allowed] });
        return { level };
      },
      onSample: (sample) => samples.push(sample),
    },
    options,
  );
  return { rig, seen, samples };
}

describe("the types of the real hls.js", () => {
  it("are those that the adapter expects", () => {
    expectTypeOf<typeof Hls>().toExtend<HlsjsClass>();
    expectTypeOf<Hls>().toExtend<HlsjsPlayer>();
  });

  it("take the adapter's class without a cast", () => {
    const config = { abrController: hlsjsAbrController(Hls, bola, { options: { gammaP: 6 } }) };
    expectTypeOf(config.abrController).toEqualTypeOf<typeof Hls.DefaultConfig.abrController>();
  });
});

describe("the order of levels", () => {
  it("is the policy's, one decision a segment however often the player looks", () => {
    const rig = new Rig(levels(0, 2, 1));
    rig.start();
    for (let segment = 0; segment < 4; segment++) {
      const frag = rig.tick()!;
      expect(rig.tick()).toBeUndefined();
      expect(rig.hls.nextLoadLevel).toBe(frag.level);
      rig.arrive();
    }
    expect(rig.asked).toEqual([
      { sn: 0, level: 0 },
      { sn: 1, level: 2 },
      { sn: 2, level: 1 },
      { sn: 3, level: 1 },
    ]);
    expect(rig.told.map(({ segment, level }) => ({ sn: segment, level }))).toEqual(rig.asked);
    expect(rig.broken).toEqual([]);
  });

  it("begins with the lowest level's playlist, and asks the policy once that is there", () => {
    const { rig, seen } = watched();
    expect(rig.hls.firstAutoLevel).toBe(0);
    expect(rig.start()).toBe(0);
    expect(seen).toEqual([]);
    expect(rig.tick()!.level).toBe(1);
    expect(seen[0]).toMatchObject({ phase: "startup", segment: { index: 0, duration: 2, remaining: 20 } });
  });

  it("has no test of bandwidth before it", () => {
    const { rig } = watched({ config: { startLevel: -1, testBandwidth: true } });
    // The stream controller would fetch one if this were -1.
    expect(rig.hls.startLevel).toBe(0);
    rig.start();
    expect(rig.fetch()!.level).toBe(1);
  });

  it("begins with the level that the page has configured", () => {
    const { rig } = watched({ config: { startLevel: 2 } });
    rig.start();
    rig.fetch();
    rig.fetch();
    expect(rig.asked.map(({ level }) => level)).toEqual([2, 1]);
    expect(rig.told[0]).toEqual({ segment: 0, level: 2, allowed: [2, 2] });
  });

  it("waits for room, and for the end of what is under way", () => {
    const { rig, seen } = watched();
    rig.start();
    for (let segment = 0; segment < 5; segment++) rig.fetch();
    expect(rig.buffer).toBe(10);
    for (let tick = 0; tick < 30; tick++) {
      vi.advanceTimersByTime(100);
      expect(rig.tick()).toBeUndefined();
    }
    expect(seen.length).toBe(5);
    rig.buffer = 9.9;
    expect(rig.tick()?.sn).toBeDefined();
    expect(seen[5]!.buffer).toBe(9.9);
    expect(rig.calls("idle").map(({ idle_s }) => idle_s)).toEqual([expect.closeTo(2.9, 6)]);
  });

  it("ends with the stream", () => {
    const { rig, seen } = watched({ segments: 3 });
    rig.start();
    while (rig.fetch());
    void rig.hls.nextLoadLevel;
    expect(seen.map(({ segment }) => segment.remaining)).toEqual([3, 2, 1]);
  });

  it("stands until the fragment has come, retries included", () => {
    const { rig, seen } = watched();
    rig.start();
    rig.tick();
    rig.state = "IDLE";
    expect(rig.tick()!.level).toBe(1);
    expect(seen.length).toBe(1);
  });

  it("is asked for anew after a seek", () => {
    const { rig, seen } = watched();
    rig.start();
    rig.media.play();
    rig.fetch();
    rig.tick();
    rig.buffer = 0;
    rig.state = "IDLE";
    rig.media.seek(20);
    expect(rig.tick()!.sn).toBe(10);
    expect(seen.map(({ segment }) => segment.index)).toEqual([0, 1, 10]);
    expect(rig.calls("seek")).toEqual([{ call: "seek", to_s: 20 }]);
    expect(seen[2]!.phase).toBe("seeking");
  });

  it("does not ask again when the page looks at the next level as it hears of a decision", () => {
    const heard: number[] = [];
    const rig: Rig = new Rig(levels(1), {
      adapter: { onDecision: () => heard.push(rig.hls.nextAutoLevel) },
    });
    rig.start();
    expect(rig.fetch()!.level).toBe(1);
    expect(heard).toEqual([0]);
    expect(rig.calls("decide").length).toBe(1);
  });
});

describe("what is allowed", () => {
  it("is what the player caps, from above and from below", () => {
    const { rig } = watched({ config: { minAutoBitrate: 900e3 } }, 0);
    rig.start();
    rig.hls.autoLevelCapping = 1;
    rig.fetch();
    expect(rig.told[0]).toEqual({ segment: 0, level: 1, allowed: [1, 1] });
    rig.hls.autoLevelCapping = -1;
    rig.fetch();
    expect(rig.told[1]!.allowed).toEqual([1, 2]);
  });

  it("counts for an order that has not been carried out", () => {
    const rig = new Rig(levels(2));
    rig.start();
    expect(rig.hls.nextLoadLevel).toBe(2);
    rig.hls.autoLevelCapping = 0;
    expect(rig.tick()!.level).toBe(0);
  });

  it("is the level that hls.js goes to after an error, and for that fragment alone", () => {
    const rig = new Rig(levels(2));
    rig.start();
    rig.tick();
    rig.state = "IDLE";
    rig.hls.nextAutoLevel = 1;
    rig.fetch();
    rig.fetch();
    expect(rig.asked.map(({ level }) => level)).toEqual([2, 1, 2]);
    expect(rig.told.map(({ allowed }) => allowed)).toEqual([
      [0, 2],
      [1, 1],
      [0, 2],
    ]);
  });

  it("leaves out levels whose requests fail, until their penalty is over", () => {
    const rig = new Rig(levels(2), { config: { errorPenaltyExpireMs: 5000 } });
    rig.start();
    rig.fetch();
    const top = rig.hls.levels[2]!;
    rig.hls.nextAutoLevel = 1;
    vi.advanceTimersByTime(1000);
    Object.assign(top, { loadError: 1, loadErrorTime: performance.now() });
    rig.fetch();
    rig.fetch();
    vi.advanceTimersByTime(5001);
    rig.fetch();
    expect(rig.told.map(({ allowed }) => allowed[1])).toEqual([2, 1, 1, 2]);
  });

  it("is what the viewer has chosen; the policy goes along and takes over again", () => {
    const rig = new Rig(levels(2));
    rig.start();
    rig.fetch();
    rig.hls.loadLevel = 0;
    rig.fetch();
    rig.hls.loadLevel = -1;
    rig.fetch();
    expect(rig.asked.map(({ level }) => level)).toEqual([2, 0, 2]);
    expect(rig.told.map(({ segment, allowed }) => [segment, ...allowed])).toEqual([
      [0, 0, 2],
      [1, 0, 0],
      [2, 0, 2],
    ]);
  });
});

describe("what a policy is told", () => {
  it("is in seconds since the stream was asked for, and in bits", () => {
    const { rig, seen, samples } = watched();
    rig.start();
    vi.advanceTimersByTime(1500);
    rig.tick();
    vi.advanceTimersByTime(100);
    rig.progress(10);
    vi.advanceTimersByTime(400);
    rig.arrive(250_000);
    rig.media.play();
    vi.advanceTimersByTime(500);
    rig.tick();
    expect(samples).toEqual([{ start: 1.5, firstByte: 1.6, end: 2, bits: 2e6, level: 1 }]);
    expect(seen[0]).toMatchObject({ now: 1.5, buffer: 0, maxBuffer: 10, playbackRate: 1 });
    expect(seen[1]).toMatchObject({
      now: 2.5,
      phase: "playing",
      buffer: 2,
      lastLevel: 1,
      device: { maxHeight: 360, droppedFrames: 3, totalFrames: 100 },
    });
    expect(seen[0]!.levels).toEqual([
      {
        bitrate: 300e3,
        peakBitrate: 360e3,
        name: "variant 0",
        width: 256,
        height: 144,
        codec: "avc1.4d401f",
      },
      {
        bitrate: 800e3,
        peakBitrate: 960e3,
        name: "variant 1",
        width: 427,
        height: 240,
        codec: "avc1.4d401f",
      },
      {
        bitrate: 1600e3,
        peakBitrate: 1920e3,
        name: "variant 2",
        width: 640,
        height: 360,
        codec: "avc1.4d401f",
      },
    ]);
  });

  it("has the fragment in its buffer when it hears of its download", () => {
    const buffers: number[] = [];
    const rig = new Rig({ onSample: (_, { buffer }) => buffers.push(buffer) });
    rig.start();
    rig.fetch();
    rig.fetch();
    expect(buffers).toEqual([2, 4]);
  });

  it("leaves out downloads that took a retry", () => {
    const { rig, seen, samples } = watched();
    rig.start();
    rig.tick()!.stats.retry = 1;
    rig.arrive();
    rig.fetch();
    expect(samples.length).toBe(1);
    expect(seen[1]!.lastLevel).toBe(1);
  });

  it("leaves out responses from a cache, where the page may know", () => {
    const { rig, samples } = watched();
    rig.start();
    let entry = { transferSize: 0, decodedBodySize: 1000 };
    vi.spyOn(performance, "getEntriesByName").mockImplementation(() => [entry as never]);
    rig.fetch();
    expect(samples).toEqual([]);
    entry = { transferSize: 0, decodedBodySize: 0 };
    rig.fetch();
    expect(samples.length).toBe(1);
    vi.restoreAllMocks();
  });

  it("has each part of a fragment for a download, and one decision for all of them", () => {
    const { rig, seen, samples } = watched();
    rig.start();
    for (let part = 0; part < 4; part++) {
      rig.tick();
      vi.advanceTimersByTime(250);
      rig.arrivePart(part, 4, 1000 + part);
    }
    expect(rig.tick()!.sn).toBe(1);
    expect(seen.map(({ segment }) => segment.index)).toEqual([0, 1]);
    expect(samples.map(({ bits }) => bits)).toEqual([8000, 8008, 8016, 8024]);
    expect(samples.map(({ start }) => start)).toEqual([0, 0.25, 0.5, 0.75]);
  });

  it("leaves out the player's test of bandwidth, of which a shadow decides nothing", () => {
    const { rig, seen, samples } = watched({ adapter: { shadow: true } });
    rig.start();
    rig.ask(0, 0, true);
    rig.arrive();
    expect(seen).toEqual([]);
    rig.buffer = 0;
    rig.fetch();
    expect([seen.length, samples.length]).toEqual([1, 1]);
  });

  it("has sizes where all levels' playlists have byte ranges and are loaded", () => {
    const { rig, seen } = watched({ byteRanges: (sn, level) => 100 + 10 * sn + level });
    rig.start();
    rig.fetch();
    expect(seen[0]!.segment.sizes).toBeUndefined();
    for (const level of [0, 1, 2]) rig.playlist(level);
    rig.fetch();
    expect(seen[1]!.segment.sizes).toEqual([880, 888, 896]);
    expect(rig.calls("sizes").length).toBe(20);
  });

  it("has the live edge, and counts on no more buffer than there is before it", () => {
    const { rig, seen } = watched({ live: true });
    Object.defineProperty(rig.hls, "targetLatency", { value: 6 });
    Object.defineProperty(rig.hls, "latency", { value: 7.5 });
    rig.start();
    rig.fetch();
    expect(seen[0]).toMatchObject({ maxBuffer: 6, live: { latency: 7.5, target: 6, edge: 40 } });
    expect(seen[0]!.segment.remaining).toBe(Number.POSITIVE_INFINITY);
  });

  it("are stalls after the first frame, and seeks of the viewer's", () => {
    const rig = new Rig(levels(0));
    rig.start();
    rig.media.tell("waiting");
    rig.media.seek(0.1);
    rig.media.seeking = false;
    rig.fetch();
    rig.media.play();
    vi.advanceTimersByTime(4000);
    rig.media.tell("waiting");
    rig.media.tell("waiting");
    rig.tick();
    const last = rig.calls("decide").at(-1)!;
    expect(last.observation.phase).toBe("rebuffering");
    rig.hls.trigger(Events.ERROR, { details: "bufferNudgeOnStall", fatal: false } as never);
    rig.media.seek(0.2);
    rig.media.seeking = false;
    rig.media.seek(8);
    expect(rig.calls("stall")).toEqual([{ call: "stall", at_s: 4 }]);
    expect(rig.calls("seek")).toEqual([{ call: "seek", to_s: 8 }]);
  });
});

describe("waiting", () => {
  it("holds the player back, for as long as the policy says", () => {
    const rig = new Rig({ decide: () => ({ level: 1, waitSeconds: 1.5 }) });
    rig.start();
    expect(rig.tick()).toBeUndefined();
    expect(rig.hls.bufferingEnabled).toBe(false);
    vi.advanceTimersByTime(1499);
    expect(rig.tick()).toBeUndefined();
    vi.advanceTimersByTime(1);
    expect(rig.tick()!.level).toBe(1);
    expect(rig.told.length).toBe(1);
  });

  it("ends with a seek to elsewhere, and outlasts one within the buffer", () => {
    const rig = new Rig({
      decide: ({ segment }) => ({ level: 1, waitSeconds: segment.index === 3 ? 60 : 0 }),
    });
    rig.start();
    for (let segment = 0; segment < 3; segment++) rig.fetch();
    rig.tick();
    rig.buffer = 4;
    rig.media.seek(2);
    expect(rig.hls.bufferingEnabled).toBe(false);
    rig.buffer = 0;
    rig.media.seek(30);
    expect(rig.hls.bufferingEnabled).toBe(true);
    expect(rig.tick()!.sn).toBe(15);
  });

  it("ends with the player", () => {
    const rig = new Rig({ decide: () => ({ level: 1, waitSeconds: 1 }) });
    rig.start();
    rig.tick();
    rig.hls.destroy();
    expect(() => vi.advanceTimersByTime(5000)).not.toThrow();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("abandonment", () => {
  it("aborts the request and asks for the same fragment at the level that the policy says", () => {
    const shown: unknown[] = [];
    const rig = new Rig({
      decide: () => ({ level: 2 }),
      onProgress: (inFlight) => {
        shown.push(inFlight);
        return inFlight.loaded > 5000 ? { abandonTo: 0 } : undefined;
      },
    });
    rig.start();
    rig.fetch();
    rig.media.play();
    const emergencies: number[] = [];
    rig.hls.on(Events.FRAG_LOAD_EMERGENCY_ABORTED, (_, { frag }) => {
      emergencies.push(frag.sn as number);
      rig.state = "IDLE";
    });
    const frag = rig.tick()!;
    vi.advanceTimersByTime(150);
    rig.progress(600, 1000);
    vi.advanceTimersByTime(50);
    expect(shown).toEqual([
      { segment: 1, level: 2, start: 0, loaded: 0 },
      { segment: 1, level: 2, start: 0, firstByte: 0.15, loaded: 4800, total: 8000 },
    ]);
    rig.progress(700, 1000);
    vi.advanceTimersByTime(100);
    expect(frag.stats.aborted).toBe(true);
    expect(emergencies).toEqual([1]);
    expect(rig.tick()).toMatchObject({ sn: 1, level: 0 });
    rig.arrive();
    rig.fetch();
    expect(rig.asked.map(({ level }) => level)).toEqual([2, 2, 0, 2]);
    expect(rig.told.length).toBe(3);
    expect(rig.calls("sample").map(({ sample }) => sample.level)).toEqual([2, 0, 2]);
  });

  it("is left to the policy: the stock controller gives nothing up", () => {
    const rig = new Rig(levels(2));
    rig.start();
    rig.fetch();
    rig.media.play();
    const frag = rig.tick()!;
    rig.buffer = 0.1;
    rig.progress(10, 500_000);
    vi.advanceTimersByTime(20_000);
    expect(frag.stats.aborted).toBe(false);
  });

  it("does not go against the viewer's choice", () => {
    const rig = new Rig({ decide: () => ({ level: 2 }), onProgress: () => ({ abandonTo: 0 }) });
    rig.start();
    rig.fetch();
    rig.media.play();
    rig.hls.loadLevel = 2;
    const frag = rig.tick()!;
    vi.advanceTimersByTime(500);
    expect(frag.stats.aborted).toBe(false);
  });
});

describe("a ladder", () => {
  const MIXED = [
    { kbps: 1600, height: 360 },
    { kbps: 300, height: 144 },
    { kbps: 6000, height: 240, codec: "hvc1.1.6.L63.90" },
    { kbps: 900, height: 144 },
    { kbps: 700, height: 240 },
  ];

  it("is by rising bitrate and of one codec, whatever the player's order", () => {
    const { rig, seen } = watched({ variants: MIXED }, 1);
    rig.start();
    rig.fetch();
    expect(seen[0]!.levels.map(({ bitrate }) => bitrate)).toEqual([300e3, 700e3, 900e3, 1600e3]);
    expect(rig.hls.levels[rig.asked[0]!.level]!.averageBitrate).toBe(700e3);
    expect(seen[0]!.allowed).toEqual([0, 3]);
  });

  it("is another, and its session another, when levels go", () => {
    const { rig, seen } = watched();
    rig.start();
    rig.fetch();
    rig.hls.removeLevel(0);
    rig.playlist(0);
    rig.fetch();
    expect(seen.map((o) => o.levels.length)).toEqual([3, 2]);
    expect(rig.lines.filter((line) => line.includes("abrsim_recording")).length).toBe(2);
    expect(rig.hls.levels[rig.asked[1]!.level]!.averageBitrate).toBe(1600e3);
  });

  it("leaves nothing of the old session's downloads to the new one", async () => {
    const { rig } = watched();
    rig.start();
    rig.fetch();
    rig.tick();
    rig.hls.removeLevel(0);
    rig.playlist(0);
    rig.arrive();
    rig.fetch();
    const calls = rig.lines.map((line) => JSON.parse(line));
    const second = calls.findLastIndex((call) => "abrsim_recording" in call);
    const levels = calls[second].levels.length;
    const samples = calls.slice(second).filter(({ call }) => call === "sample");
    expect(samples.length).toBe(1);
    expect(samples[0].sample.level).toBeLessThan(levels);
    expect(calls.slice(0, second).filter(({ call }) => call === "sample").length).toBe(1);
  });

  it("stays the same, and so does the session, when other levels go", () => {
    const { rig } = watched({ variants: MIXED });
    rig.start();
    rig.fetch();
    rig.hls.removeLevel(rig.hls.levels.findIndex(({ codecSet }) => codecSet === "hvc1"));
    rig.fetch();
    expect(rig.lines.filter((line) => line.includes("abrsim_recording")).length).toBe(1);
    expect(rig.hls.levels[rig.asked[1]!.level]!.averageBitrate).toBe(700e3);
  });

  it("is of another codec when the viewer chooses one", () => {
    const { rig, seen } = watched({ variants: MIXED }, 0);
    rig.start();
    rig.fetch();
    const other = rig.hls.levels.findIndex(({ codecSet }) => codecSet === "hvc1");
    rig.hls.loadLevel = other;
    rig.fetch();
    expect(seen.map((o) => o.levels.length)).toEqual([4, 1]);
    expect(rig.asked[1]!.level).toBe(other);
  });

  it("begins anew with another stream", () => {
    const { rig, seen } = watched();
    rig.start();
    vi.advanceTimersByTime(5000);
    rig.fetch();
    rig.buffer = 0;
    rig.hls.trigger(Events.MANIFEST_LOADING, { url: "http://host/other.m3u8" });
    rig.manifest([{ kbps: 500 }, { kbps: 5000 }]);
    rig.start();
    rig.fetch();
    expect(seen.map(({ now, levels }) => [now, levels.length])).toEqual([
      [5, 3],
      [0, 2],
    ]);
  });

  it("without bitrates leaves the player to itself", () => {
    const { rig, seen } = watched({ variants: [{ kbps: 0 }] });
    rig.start();
    expect(rig.fetch()!.level).toBe(0);
    expect(seen).toEqual([]);
    expect(rig.notices.map(({ kind }) => kind)).toEqual(["bad input"]);
  });
});

describe("a shadow", () => {
  it("is asked beside the stock controller, and nothing of what it says is done", () => {
    const policy = { decide: () => ({ level: 2, waitSeconds: 5 }), onProgress: () => ({ abandonTo: 0 }) };
    const rig = new Rig(policy, { adapter: { shadow: true } });
    rig.start();
    rig.fetch(1e6);
    rig.media.play();
    const frag = rig.tick()!;
    vi.advanceTimersByTime(300);
    expect(frag.stats.aborted).toBe(false);
    rig.arrive();
    expect(rig.hls.bufferingEnabled).toBe(true);
    const decided = rig.calls("decide");
    expect(decided.map(({ player_level }) => player_level)).toEqual(rig.asked.map(({ level }) => level));
    expect(decided.map(({ level }) => level)).toEqual([2, 2]);
    expect(rig.notices).toEqual([]);
  });
});

describe("the rest of the player", () => {
  it("finds the stock controller's estimates where it looks for them", () => {
    const rig = new Rig(levels(1));
    expect(rig.hls.bandwidthEstimate).toBeGreaterThan(0);
    rig.hls.bandwidthEstimate = 7e6;
    expect(rig.hls.bandwidthEstimate).toBe(7e6);
    expect(rig.hls.ttfbEstimate).toBeGreaterThan(0);
  });
});

describe("bad input", () => {
  const heard: Notice[] = [];
  const listen = { onNotice: (notice: Notice) => heard.push(notice) };
  beforeEach(() => {
    heard.length = 0;
    new Rig(levels(1));
  });

  it.each([
    ["an object", {}, "an object without Hls.DefaultConfig"],
    ["nothing", undefined, "undefined"],
    ["null", null, "null"],
  ])("%s instead of Hls: one notice, and the player's own ABR", (_, wrong, words) => {
    const abrController = hlsjsAbrController(wrong as never, bola as never, listen) as never;
    const hls = new Hls({ autoStartLoad: false, enableWorker: false, abrController });
    new Hls({ autoStartLoad: false, enableWorker: false, abrController });
    expect((hls as unknown as { abrController: object }).abrController).toBeInstanceOf(
      Hls.DefaultConfig.abrController,
    );
    expect(heard).toEqual([
      {
        kind: "no extension point",
        message: `abrsim: hlsjsAbrController expects the class Hls of hls.js 1.6 or newer, and received ${words}. The player's own ABR plays.`,
      },
    ]);
  });

  it("an older player: one notice, and the player's own ABR", () => {
    class Stock {}
    const Old = { version: "1.5.20", Events, DefaultConfig: { abrController: Stock } };
    const Controller = hlsjsAbrController(Old as never, bola as never, listen) as unknown as new (
      hls: object,
    ) => object;
    const hls = { on: () => {}, mainForwardBufferInfo: null };
    expect(new Controller(hls)).toBeInstanceOf(Stock);
    expect(heard.map(({ message }) => message)).toEqual([
      "abrsim: hlsjsAbrController expects the class Hls of hls.js 1.6 or newer, and 1.5.20 has no `latestLevelDetails`. The player's own ABR plays.",
    ]);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("no");
      },
    ],
    ["answers nonsense", () => ({ level: 17 })],
    ["answers nothing", () => undefined as never],
  ])("a policy that %s: the lowest level, and one notice", (_, decide) => {
    const rig = new Rig({ decide });
    rig.start();
    rig.fetch();
    rig.fetch();
    expect(rig.asked.map(({ level }) => level)).toEqual([0, 0]);
    expect(rig.notices.map(({ kind }) => kind)).toEqual(["policy failed"]);
  });
});
