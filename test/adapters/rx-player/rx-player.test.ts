import type RxPlayerClass from "rx-player";
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import {
  type AdapterOptions,
  attachToRxPlayer,
  type Notice,
  type RxLoadOptions,
  type RxLock,
  type RxPlayer,
  type RxSegmentLoader,
} from "../../../src/adapters/rx-player/index.js";
import type { PolicyFactory, Sample } from "../../../src/model/policy.js";

const SEGMENT_SECONDS = 2;
const BYTES = 50_000;

/** Requests of a network that needs 100 ms to answer and 400 ms in all. */
class FakeXhr {
  static readonly urls: string[] = [];
  status = 200;
  readyState = 0;
  response = new ArrayBuffer(BYTES);
  onreadystatechange: (() => void) | null = null;
  onprogress: ((event: object) => void) | null = null;
  onload: (() => void) | null = null;
  private aborted = false;
  private url = "";

  open(_method: string, url: string): void {
    this.url = url;
  }

  send(): void {
    FakeXhr.urls.push(this.url);
    const step = (ms: number, act: () => void) => setTimeout(() => !this.aborted && act(), ms);
    step(100, () => {
      this.readyState = 2;
      this.onreadystatechange?.();
    });
    step(200, () => this.onprogress?.({ loaded: BYTES / 2, total: BYTES, lengthComputable: true }));
    step(400, () => this.onload?.());
  }

  abort(): void {
    this.aborted = true;
  }
}

/** What rx-player does around a segment loader, after adaptation_stream.js: a lock drops what is under way and asks anew. */
class Stage implements RxPlayer {
  readonly version = "4.5.0";
  readonly representations = [300e3, 800e3, 1600e3].map((bitrate) => ({ id: `${bitrate}`, bitrate }));
  readonly listeners = new Map<string, () => void>();
  readonly element = {
    currentTime: 0,
    seeking: false,
    clientHeight: 360,
    end: 0,
    get buffered() {
      return { length: this.end > 0 ? 1 : 0, start: () => 0, end: () => this.end };
    },
    addEventListener: (type: string, listener: () => void) => void this.listeners.set(type, listener),
    removeEventListener: (type: string) => void this.listeners.delete(type),
  };
  locked: string[] | null = null;
  loading = 1;
  options: (RxLoadOptions & { segmentLoader?: RxSegmentLoader }) | undefined;
  fallbacks = 0;
  private onPeriods = () => {};
  private dropAndAskAnew: (() => void) | undefined;

  loadVideo(options: RxLoadOptions): void {
    this.options = options as { segmentLoader?: RxSegmentLoader };
    this.onPeriods();
  }

  lockVideoRepresentations({ representations }: RxLock): void {
    this.locked = representations;
    this.loading = this.representations.findIndex(({ id }) => id === representations[0]);
    this.dropAndAskAnew?.();
  }

  unlockVideoRepresentations(): void {
    this.locked = null;
  }

  getLockedVideoRepresentations = () => this.locked;
  getVideoTrack = () => ({ representations: this.representations });
  getVideoRepresentation = () => this.representations[this.loading]!;
  getWantedBufferAhead = () => 10;
  getPosition = () => this.element.currentTime;
  getMaximumPosition = () => 8 * SEGMENT_SECONDS;
  getPlaybackRate = () => 1;
  isLive = () => false;
  getVideoElement = () => this.element;
  addEventListener = (_type: string, listener: () => void) => {
    this.onPeriods = listener;
  };
  removeEventListener = () => {};

  fetch(segment: number): Promise<void> {
    return new Promise((done) => {
      const loader = this.options!.segmentLoader!;
      const ask = () => {
        const asked = this.loading;
        const context = {
          url: `${asked}/${segment}`,
          timeout: 1000,
          isInit: false,
          trackType: "video",
        };
        const finish = () => {
          this.dropAndAskAnew = undefined;
          // It takes a while to get it into the buffer.
          setTimeout(() => {
            this.element.end = (segment + 1) * SEGMENT_SECONDS;
          }, 30);
          setTimeout(done, 1);
        };
        let gone = false;
        const abort = loader(context, {
          resolve: finish,
          reject: () => expect.unreachable(),
          progress: () => {},
          fallback: () => {
            if (gone) return;
            this.fallbacks++;
            finish();
          },
        });
        this.dropAndAskAnew = () => {
          gone = true;
          abort?.();
          setTimeout(ask, 5);
        };
      };
      ask();
    });
  }
}

const scripted =
  (levels: readonly number[], more: object = {}): PolicyFactory =>
  () => {
    let next = 0;
    return { name: "scripted", decide: () => ({ level: levels[next++] ?? 0 }), ...more };
  };

function open(policy: PolicyFactory, options: AdapterOptions = {}, load: object = {}) {
  const stage = new Stage();
  const own = stage.loadVideo;
  const notices: Notice[] = [];
  const told: (readonly [segment: number, level: number, playerLevel?: number])[] = [];
  const detach = attachToRxPlayer(stage, policy, {
    onNotice: (notice) => notices.push(notice),
    onDecision: ({ observation, level, playerLevel }) =>
      told.push([
        observation.segment.index,
        level,
        ...(playerLevel === undefined ? [] : [playerLevel]),
      ] as never),
    ...options,
  });
  stage.loadVideo({ url: "x", ...load } as RxLoadOptions);
  return { stage, notices, told, detach, own };
}

async function play(stage: Stage, count: number): Promise<void> {
  for (let segment = 0; segment < count; segment++) {
    let done = false;
    const fetching = stage.fetch(segment).then(() => {
      done = true;
    });
    while (!done) await vi.advanceTimersByTimeAsync(5);
    await fetching;
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
  vi.stubGlobal("XMLHttpRequest", FakeXhr);
  FakeXhr.urls.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a policy in rx-player", () => {
  it("has every segment but the first, which is of the lowest level, loaded at the level that it ordered", async () => {
    const samples: Sample[] = [];
    const { stage, told, notices } = open(
      scripted([2, 2, 0, 1, 0], { onSample: (sample: Sample) => void samples.push(sample) }),
    );
    await play(stage, 6);
    expect(FakeXhr.urls).toEqual(["0/0", "2/1", "2/2", "0/3", "1/4", "0/5"]);
    expect(told).toEqual([
      [1, 2],
      [2, 2],
      [3, 0],
      [4, 1],
      [5, 0],
    ]);
    expect(samples.map(({ level, bits }) => [level, bits])).toEqual(
      [0, 2, 2, 0, 1, 0].map((level) => [level, 400_000]),
    );
    for (const { start, firstByte, end } of samples) {
      expect(firstByte - start).toBeCloseTo(0.1, 6);
      expect(end - start).toBeCloseTo(0.4, 6);
    }
    expect(stage.fallbacks).toBe(0);
    expect(notices).toEqual([]);
  });

  it("has a download given up for another level", async () => {
    const { stage } = open(
      scripted([2, 2], {
        onProgress: ({ level }: { level: number }) => (level === 2 ? { abandonTo: 0 } : undefined),
      }),
    );
    await play(stage, 2);
    expect(FakeXhr.urls).toEqual(["0/0", "2/1", "0/1"]);
  });

  it("that throws leaves the lowest level playing, and is reported once", async () => {
    const { stage, notices } = open(() => ({
      name: "failing",
      decide: ({ segment }) => {
        if (segment.index > 1) throw new Error("two");
        return { level: 2 };
      },
    }));
    await play(stage, 5);
    expect(FakeXhr.urls).toEqual(["0/0", "2/1", "0/2", "0/3", "0/4"]);
    expect(notices).toEqual([{ kind: "policy failed", message: expect.stringContaining("Error: two") }]);
  });

  it("only watches in a shadow", async () => {
    const { stage, told } = open(scripted([2, 2, 2]), { shadow: true });
    await play(stage, 4);
    expect(stage.locked).toBeNull();
    expect(FakeXhr.urls).toEqual(["1/0", "1/1", "1/2", "1/3"]);
    expect(told).toEqual([
      [1, 2, 1],
      [2, 2, 1],
      [3, 2, 1],
    ]);
  });

  it("is silent while the page has a lock of its own", async () => {
    const { stage, told } = open(scripted([2, 2, 2, 2]));
    await play(stage, 2);
    stage.lockVideoRepresentations({ representations: ["800000"], switchingMode: "lazy" });
    await play(stage, 2);
    expect(FakeXhr.urls).toEqual(["0/0", "2/1", "1/0", "1/1"]);
    expect(told).toHaveLength(1);
  });

  it("is taken off with its lock", async () => {
    const { stage, detach } = open(scripted([2]));
    await play(stage, 2);
    detach();
    expect(stage.locked).toBeNull();
    await play(stage, 1);
    expect(stage.fallbacks).toBe(1);
  });

  it("stays out of a load that it cannot take part in, and says so", () => {
    const segmentLoader = () => {};
    const { stage, notices } = open(scripted([]), {}, { segmentLoader });
    expect(stage.options!.segmentLoader).toBe(segmentLoader);
    expect(notices).toEqual([
      { kind: "no extension point", message: expect.stringContaining("segmentLoader") },
    ]);
  });

  it.each([undefined, null, {}, { loadVideo() {} }])("says once that %j is no such player", (player) => {
    const notices: Notice[] = [];
    attachToRxPlayer(player as unknown as RxPlayer, scripted([]), {
      onNotice: (notice) => notices.push(notice),
    })();
    expect(notices).toEqual([
      { kind: "no extension point", message: expect.stringContaining("rx-player 4.5") },
    ]);
  });

  it("takes what the real package makes", () => {
    expectTypeOf<InstanceType<typeof RxPlayerClass.default>>().toExtend<RxPlayer>();
  });
});
