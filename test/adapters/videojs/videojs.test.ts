import type videojs from "video.js";
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import {
  type AdapterOptions,
  attachToVideojs,
  type Notice,
  type VhsPlaylist,
  type VhsRequest,
  type VhsRequestOptions,
  type VideojsPlayer,
} from "../../../src/adapters/videojs/index.js";
import type { Observation, PolicyFactory, Sample } from "../../../src/model/policy.js";

const COUNT = 10;
const SEGMENT_SECONDS = 4;
const BYTES = 50_000;

const playlistOf = (level: number): VhsPlaylist & { disabled?: boolean } => ({
  id: `p${level}`,
  attributes: {
    BANDWIDTH: [400e3, 900e3, 2000e3][level]!,
    "AVERAGE-BANDWIDTH": `${[300e3, 800e3, 1600e3][level]!}`,
    RESOLUTION: { width: [256, 426, 640][level]!, height: [144, 240, 360][level]! },
  },
  segments: Array.from({ length: COUNT }, (_, at) => ({
    duration: SEGMENT_SECONDS,
    resolvedUri: `${level}/${at}`,
  })),
  mediaSequence: 7,
  endList: true,
});

type Listener = (event?: unknown) => void;

/**
 * As much of video.js as is used, after VHS 3.17: segments are fetched of the media playlist, and the function that selects
 * playlists is asked once a segment has been appended, but not the first after a switch.
 */
class Stage implements VideojsPlayer {
  readonly playlists = [0, 1, 2].map(playlistOf);
  readonly fetched: string[] = [];
  time = 0;
  bufferedTo = 0;
  lowWaterLine = 0;
  size: readonly [number, number] = [1920, 1080];
  own = 1;
  hasVhs = true;
  private media: VhsPlaylist | undefined;
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly requests: ((options: VhsRequestOptions) => VhsRequestOptions)[] = [];
  private readonly responses: ((request: VhsRequest, error: unknown) => void)[] = [];
  readonly vhs = {
    selectPlaylist: (): VhsPlaylist | null | undefined => this.playlists[this.own],
    playlists: { main: { playlists: this.playlists }, media: () => this.media },
    xhr: {
      onRequest: (hook: (options: VhsRequestOptions) => VhsRequestOptions) => void this.requests.push(hook),
      onResponse: (hook: (request: VhsRequest, error: unknown) => void) => void this.responses.push(hook),
    },
    limitRenditionByPlayerDimensions: true,
    useDevicePixelRatio: false,
    playlistController_: { goalBufferLength: () => 30, bufferLowWaterLine: () => this.lowWaterLine },
  };

  on(type: string, listener: Listener): void {
    if (!this.listeners.has(type)) this.listeners.set(type, new Set());
    this.listeners.get(type)!.add(listener);
  }
  off(type: string, listener: Listener): void {
    this.listeners.get(type)?.delete(listener);
  }
  emit(type: string): void {
    for (const listener of [...(this.listeners.get(type) ?? [])]) listener();
  }
  tech = () => (this.hasVhs ? { vhs: this.vhs } : {});
  currentTime = () => this.time;
  duration = () => COUNT * SEGMENT_SECONDS;
  playbackRate = () => 1;
  buffered = () => ({ length: this.bufferedTo > 0 ? 1 : 0, start: () => 0, end: () => this.bufferedTo });
  seeking = () => false;
  currentWidth = () => this.size[0];
  currentHeight = () => this.size[1];
  getVideoPlaybackQuality = () => ({ droppedVideoFrames: 1, totalVideoFrames: 100 });

  /** @returns the level that was fetched */
  async fetch(segment: number, { error = null as object | null } = {}): Promise<number> {
    const media = this.media!;
    const { resolvedUri: uri } = media.segments![segment]!;
    this.fetched.push(uri);
    for (const hook of this.requests) hook({ uri, requestType: "segment" });
    await vi.advanceTimersByTimeAsync(400);
    const request = {
      uri,
      requestType: "segment",
      status: error ? 0 : 200,
      aborted: error !== null,
      response: new ArrayBuffer(BYTES),
    };
    for (const hook of this.responses) hook(request, error);
    if (!error) this.bufferedTo = (segment + 1) * SEGMENT_SECONDS;
    this.emit("appendsdone");
    return this.playlists.indexOf(media);
  }

  select(): void {
    this.media = this.vhs.selectPlaylist() ?? this.media;
  }

  /** Some segments, one after the other. */
  async play(from: number, to: number): Promise<void> {
    let before: number | undefined;
    for (let segment = from; segment < to; segment++) {
      const level = await this.fetch(segment);
      if (level === before) this.select();
      before = level;
    }
  }
}

const scripted =
  (levels: readonly number[], more: object = {}): PolicyFactory =>
  () => {
    let next = 0;
    return { name: "scripted", decide: () => ({ level: levels[next++] ?? 0 }), ...more };
  };

function open(policy: PolicyFactory, options: AdapterOptions = {}, stage = new Stage()) {
  const notices: Notice[] = [];
  const told: { segment: number; level: number; playerLevel: number | undefined; seen: Observation }[] = [];
  const detach = attachToVideojs(stage, policy, {
    onNotice: (notice) => notices.push(notice),
    onDecision: ({ observation, level, playerLevel }) =>
      told.push({ segment: observation.segment.index, level, playerLevel, seen: { ...observation } }),
    ...options,
  });
  stage.select();
  return { stage, notices, told, detach };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a policy in video.js", () => {
  it("has the levels fetched that it ordered, wherever VHS asks, after the first, which is VHS's own", async () => {
    const samples: Sample[] = [];
    const { stage, told } = open(
      scripted([0, 2, 0, 2], { onSample: (sample: Sample) => void samples.push(sample) }),
    );
    await stage.play(0, 8);
    expect(stage.fetched).toEqual(["1/0", "1/1", "0/2", "0/3", "2/4", "2/5", "0/6", "0/7"]);
    expect(told.slice(0, 4).map(({ segment, level }) => [segment, level])).toEqual([
      [2, 0],
      [4, 2],
      [6, 0],
      [8, 2],
    ]);
    expect(told[0]!.seen).toMatchObject({
      buffer: 8,
      maxBuffer: 30,
      lastLevel: 1,
      allowed: [0, 2],
      segment: { index: 2, duration: 4, remaining: 8 },
      device: { maxHeight: 1080, droppedFrames: 1, totalFrames: 100 },
    });
    expect(samples[0]).toEqual({ start: 0, firstByte: 0, end: 0.4, bits: 400_000, level: 1 });
    expect(samples.map(({ level }) => level)).toEqual([1, 1, 0, 0, 2, 2, 0, 0]);
  });

  it("is asked once for a segment, and again when what was ordered may not be played", async () => {
    const { stage, told } = open(scripted([2, 2]));
    await stage.play(0, 2);
    stage.select();
    stage.select();
    expect(told).toHaveLength(1);
    stage.playlists[2]!.disabled = true;
    stage.select();
    expect(told.map(({ level }) => level)).toEqual([2, 1]);
    expect(stage.vhs.playlists.media()).toBe(stage.playlists[1]);
  });

  it("keeps to what VHS allows", async () => {
    const { stage, told } = open(scripted([2, 2]));
    stage.size = [300, 170];
    await stage.play(0, 2);
    expect(told.at(-1)).toMatchObject({ level: 1, seen: { allowed: [0, 1] } });
    stage.size = [1920, 1080];
    stage.lowWaterLine = 20;
    await stage.play(2, 4);
    expect(told.at(-1)).toMatchObject({ level: 1, seen: { allowed: [0, 1] } });
  });

  it("has VHS go on with the lowest level where a request has timed out", async () => {
    const { stage, told } = open(scripted([2, 2]));
    await stage.play(0, 3);
    expect(stage.vhs.playlists.media()).toBe(stage.playlists[2]);
    await stage.fetch(3, { error: { code: "ETIMEDOUT" } });
    stage.select();
    expect(told.at(-1)).toMatchObject({ segment: 3, level: 0, seen: { allowed: [0, 0] } });
    expect(stage.vhs.playlists.media()).toBe(stage.playlists[0]);
  });

  it("is told of no sample that failed", async () => {
    const samples: Sample[] = [];
    const { stage } = open(scripted([], { onSample: (sample: Sample) => void samples.push(sample) }));
    await stage.fetch(0, { error: { code: "ECONNRESET" } });
    await stage.fetch(0);
    expect(samples).toHaveLength(1);
  });

  it("that throws leaves the lowest level playing, and is reported once", async () => {
    const { stage, notices } = open(() => ({
      name: "failing",
      decide: ({ segment }) => {
        if (segment.index > 3) throw new Error("four");
        return { level: 2 };
      },
    }));
    await stage.play(0, 7);
    expect(stage.fetched).toEqual(["1/0", "1/1", "2/2", "2/3", "0/4", "0/5", "0/6"]);
    expect(notices.filter(({ kind }) => kind === "policy failed")).toHaveLength(1);
  });

  it("only watches in a shadow", async () => {
    const { stage, told } = open(scripted([2, 2, 2]), { shadow: true });
    await stage.play(0, 4);
    expect(stage.fetched).toEqual(["1/0", "1/1", "1/2", "1/3"]);
    for (const { playerLevel } of told) expect(playerLevel).toBe(1);
  });

  it("is told of what cannot be carried over, and taken off", async () => {
    const { stage, notices, detach, told } = open(scripted([2]));
    await stage.play(0, 2);
    expect(notices).toEqual([{ kind: "not carried over", message: expect.stringContaining("first bytes") }]);
    detach();
    stage.select();
    expect(told).toHaveLength(1);
    expect(stage.vhs.playlists.media()).toBe(stage.playlists[1]);
  });

  it.each([undefined, null, {}])("says once that %j is no such player", (player) => {
    const notices: Notice[] = [];
    attachToVideojs(player as unknown as VideojsPlayer, scripted([]), {
      onNotice: (notice) => notices.push(notice),
    })();
    expect(notices).toEqual([{ kind: "no extension point", message: expect.stringContaining("VHS") }]);
  });

  it("says once that a player plays without VHS", () => {
    const stage = new Stage();
    stage.hasVhs = false;
    const notices: Notice[] = [];
    attachToVideojs(stage, scripted([]), { onNotice: (notice) => notices.push(notice) });
    stage.emit("loadedmetadata");
    stage.emit("loadedmetadata");
    expect(notices).toEqual([{ kind: "no extension point", message: expect.stringContaining("without it") }]);
  });

  it("takes what the real package makes", () => {
    expectTypeOf<ReturnType<typeof videojs.default>>().toExtend<VideojsPlayer>();
  });
});
