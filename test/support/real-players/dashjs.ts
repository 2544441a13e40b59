/*
 * The real AbrController of dash.js with its ThroughputController and rules, in Node: the package's own code, with
 * stand-ins for all that it talks to. The stand-ins for the browser are global, so a test that uses this must not share
 * a process with other players; time is what `Date` and `setTimeout` say, which the test has to fake.
 */

/* The package, as far as it is used. Its objects are of its own making. */
type Loose = Readonly<Record<string, unknown>>;
type Singleton = Readonly<Record<string, (...parts: unknown[]) => unknown>>;
export interface DashJs {
  readonly FactoryMaker: {
    getSingletonFactoryByName(name: string): (context: object) => { getInstance(): Singleton };
    deleteSingletonInstances(context: object): void;
  };
  readonly MediaPlayer: (() => { create(): unknown }) & { readonly events: Readonly<Record<string, string>> };
}

const STREAM = "stream";
const nothing = () => {};

function standInForBrowser(): void {
  const element = () => ({
    addEventListener: nothing,
    canPlayType: () => "",
    setAttribute: nothing,
    style: {},
  });
  const stubs: Loose = {
    self: globalThis,
    window: globalThis,
    navigator: { userAgent: "", platform: "" },
    location: { href: "http://localhost/", protocol: "http:" },
    document: {
      addEventListener: nothing,
      removeEventListener: nothing,
      createElement: element,
      querySelectorAll: () => [],
      documentElement: element(),
    },
    getComputedStyle: () => ({}),
  };
  for (const [name, value] of Object.entries(stubs))
    if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value, configurable: true });
}

export async function loadDashJs(): Promise<DashJs> {
  standInForBrowser();
  const { default: dashjs } = (await import("dashjs")) as unknown as { default: DashJs };
  // Makes the player's events known to the rules.
  dashjs.MediaPlayer().create();
  return dashjs;
}

export interface RealSetup {
  /** By rising bitrate; bit/s. */
  readonly bitrates: readonly number[];
  /** Seconds. */
  readonly segmentDuration: number;
  /** dash.js's `bufferTimeDefault`; seconds. */
  readonly bufferTime: number;
  readonly media?: "video" | "audio";
  /** `streaming.abr.rules` of dash.js's settings. */
  readonly rules?: object;
  /** Live content, with this delay in seconds. */
  readonly liveDelay?: number | undefined;
  readonly lowLatency?: boolean;
}

/** A finished download, or what came of one that was aborted; times in ms, as clocks show them. */
export interface RealDownload {
  readonly startMs: number;
  readonly firstByteMs: number;
  readonly endMs: number;
  readonly bytes: number;
}

/** A request in flight, with the progress events so far: when, and how many bytes had come. */
export interface RealRequest {
  readonly segment: number;
  readonly level: number;
  readonly startMs: number;
  readonly firstByteMs: number;
  readonly totalBytes: number;
  readonly progress: readonly (readonly [ms: number, bytes: number])[];
}

interface Representation {
  readonly id: string;
  readonly bandwidth: number;
}

/** How downloads are timed: by the Resource Timing API, or by their progress. */
export type Timing = "resource timing" | "progress";

/** A dash.js player that plays one period of one media type. */
export class RealDashJs {
  private readonly dashjs: DashJs;
  private readonly context = {};
  /** Where the session begins on the clock. */
  private readonly epoch = Date.now();
  private readonly setup: RealSetup;
  private readonly media: string;
  private readonly representations: readonly Representation[];
  private readonly abr: Singleton;
  private readonly throughput: Singleton;
  private readonly settings: Singleton;
  private readonly events: Singleton;
  private current = 0;
  private delay = 0;
  private buffer = 0;
  private bufferState: "bufferLoaded" | "bufferStalled" | undefined;
  private forced = false;
  private loading: object | undefined;
  private requests = 0;
  private lastRequest: object = {};
  /** What the stand-ins say. */
  private playbackRate = 1;
  private latency: number | undefined;
  private frames: object | undefined;

  constructor(dashjs: DashJs, setup: RealSetup) {
    this.dashjs = dashjs;
    this.setup = setup;
    this.media = setup.media ?? "video";
    const { FactoryMaker } = dashjs;
    const single = (name: string) => FactoryMaker.getSingletonFactoryByName(name)(this.context).getInstance();
    const settings = single("Settings");
    this.settings = settings;
    settings["update"]!({
      debug: { logLevel: 0 },
      streaming: { abr: { rules: setup.rules ?? {} }, buffer: { bufferTimeDefault: setup.bufferTime } },
    });
    this.events = single("EventBus");

    const streamInfo = { id: STREAM, manifestInfo: { isDynamic: setup.liveDelay !== undefined } };
    const mediaInfo = { id: "set", type: this.media, streamInfo };
    this.representations = setup.bitrates.map((bandwidth, level) => ({
      id: `level ${level}`,
      bandwidth,
      bitrateInKbit: bandwidth / 1000,
      absoluteIndex: level,
      pixelsPerSecond: Number.NaN,
      qualityRanking: Number.NaN,
      fragmentDuration: setup.segmentDuration,
      mediaInfo,
    }));
    const playbackController = {
      getIsDynamic: () => setup.liveDelay !== undefined,
      getLiveDelay: () => setup.liveDelay ?? Number.NaN,
      getCurrentLiveLatency: () => this.latency ?? Number.NaN,
      getLowLatencyModeEnabled: () => setup.lowLatency ?? false,
      getPlaybackRate: () => this.playbackRate,
    };
    const mediaPlayerModel = single("MediaPlayerModel");
    const serviceDescriptionController = { getServiceDescriptionSettings: () => null };
    mediaPlayerModel["setConfig"]!({ playbackController, serviceDescriptionController, settings });
    this.throughput = single("ThroughputController");
    this.throughput["setConfig"]!({ settings, playbackController });
    this.throughput["initialize"]!();

    const scheduleController = {
      getPlaybackController: () => playbackController,
      setTimeToLoadDelay: (ms: number) => {
        this.delay = ms;
      },
    };
    const streamProcessor = {
      getStreamInfo: () => streamInfo,
      getLastSegment: () => null,
      getRepresentation: () => this.representations[this.current],
      getRepresentationController: () => ({
        getCurrentCompositeRepresentation: () => this.representations[this.current],
      }),
      getScheduleController: () => scheduleController,
      getFragmentModel: () => ({ getRequests: () => [this.loading] }),
    };
    this.abr = single("AbrController");
    this.abr["setConfig"]!({
      adapter: { getVoRepresentations: () => this.representations.slice(), areMediaInfosEqual: () => true },
      capabilities: { areKeyIdsUsable: () => true },
      customParametersModel: { getAbrCustomRules: () => [] },
      dashMetrics: {
        getCurrentBufferLevel: () => this.buffer,
        getCurrentBufferState: () => this.bufferState && { state: this.bufferState },
        getCurrentHttpRequest: () => this.lastRequest,
      },
      domStorage: { getSavedBitrateSettings: () => Number.NaN, setSavedBitrateSettings: nothing },
      mediaPlayerModel,
      settings,
      streamController: { getActiveStreamInfo: () => streamInfo },
      throughputController: this.throughput,
      videoModel: { getPlaybackQuality: () => this.frames, getPlaybackRate: () => this.playbackRate },
    });
    this.abr["initialize"]!();
    this.abr["registerStreamType"]!(this.media, streamProcessor);
    const initial = this.abr["getInitialBitrateFor"]!(this.media);
    const first = this.abr["getOptimalRepresentationForBitrate"]!(mediaInfo, initial);
    this.current = this.representations.indexOf(first as Representation);
    const changed = { newRepresentation: undefined as unknown, reason: {} as { forceAbandon?: boolean } };
    this.on("QUALITY_CHANGE_REQUESTED", (event: typeof changed) => {
      this.current = this.representations.indexOf(event.newRepresentation as Representation);
      this.forced = event.reason?.forceAbandon === true;
    });
  }

  /** Ends the session, so that the next one begins from nothing. */
  close(): void {
    this.abr["reset"]!();
    this.throughput["reset"]!();
    this.dashjs.FactoryMaker.deleteSingletonInstances(this.context);
  }

  /** Of the representation that is current. */
  get level(): number {
    return this.current;
  }

  /** The throughput estimate, in kbit/s; NaN for none. */
  get estimateKbps(): number {
    return this.throughput["getAverageThroughput"]!(this.media) as number;
  }

  /** The latency estimate, in ms; NaN for none. */
  get latencyMs(): number {
    return this.throughput["getAverageLatency"]!(this.media) as number;
  }

  /** The buffer level has changed. @param mayStall whether playback has begun */
  showBuffer(seconds: number, mayStall: boolean): void {
    this.buffer = seconds;
    this.metric("BufferLevel", { level: seconds * 1000 });
    const state = seconds <= 0.3 ? "bufferStalled" : "bufferLoaded";
    if (state === this.bufferState || (state === "bufferStalled" && !mayStall)) return;
    this.bufferState = state;
    if (state === "bufferStalled") this.fire("BUFFER_EMPTY");
  }

  /** `bufferTimeDefault` is set anew. */
  showBufferTime(bufferTimeDefault: number): void {
    this.settings["update"]!({ streaming: { buffer: { bufferTimeDefault } } });
  }

  showPlayback(playbackRate: number, latency?: number): void {
    this.playbackRate = playbackRate;
    this.latency = latency;
  }

  showFrames(droppedVideoFrames: number, totalVideoFrames: number): void {
    this.frames = { droppedVideoFrames, totalVideoFrames };
  }

  /** A level begins to be shown. */
  rendered(level: number): void {
    this.fire("QUALITY_CHANGE_RENDERED", { newRepresentation: this.representations[level] });
  }

  /** As before each request. @returns seconds for which the request is to be held back */
  ask(): { readonly level: number; readonly wait: number } {
    this.delay = 0;
    this.abr["checkPlaybackQuality"]!(this.media, STREAM);
    return { level: this.current, wait: this.delay / 1000 };
  }

  /** A request in flight made progress. @returns the level that it is to be given up for, if any */
  progressed(request: RealRequest): number | undefined {
    const { startMs, firstByteMs, segment, level, totalBytes, progress } = request;
    this.loading = {
      index: segment,
      duration: this.setup.segmentDuration,
      mediaType: this.media,
      representation: this.representations[level],
      firstByteDate: this.date(firstByteMs),
      bytesLoaded: progress[progress.length - 1]![1],
      bytesTotal: totalBytes,
      traces: progress.map(([ms, bytes], index) => {
        const [lastMs, lastBytes] = progress[index - 1] ?? [startMs, 0];
        return { s: this.date(lastMs), d: ms - lastMs, b: [bytes - lastBytes] };
      }),
    };
    this.forced = false;
    this.fire("loadingProgress", { request: this.loading });
    return this.forced ? this.current : undefined;
  }

  /** The request in flight was aborted. */
  aborted(download: RealDownload): void {
    this.fire("FRAGMENT_LOADING_ABANDONED", { request: this.loading });
    this.measured(download);
  }

  /**
   * A request is over, one way or the other: what is learnt of the network.
   *
   * @param found the download that the browser's resource timings tell of, when they are looked through for its address
   */
  measured(download: RealDownload, timing: Timing = "resource timing", found = download): void {
    const { startMs, firstByteMs, endMs, bytes } = download;
    this.lastRequest = {
      url: `segment request ${this.requests++}`,
      type: "MediaSegment",
      responsecode: 200,
      trequest: this.date(startMs),
      tresponse: this.date(firstByteMs),
      _tfinish: this.date(endMs),
      _streamId: STREAM,
      // All at the first byte that is not after it; the first event tells when it came.
      trace: [
        { s: this.date(startMs), d: firstByteMs - startMs, b: [0] },
        { s: this.date(firstByteMs), d: endMs - firstByteMs, b: [bytes] },
      ],
      ...(timing === "resource timing" && {
        _resourceTimingValues: {
          ...{ transferSize: found.bytes, responseStart: found.firstByteMs, responseEnd: found.endMs },
        },
      }),
    };
    this.metric("HttpList", this.lastRequest);
  }

  /** A segment came; it is not in the buffer yet. */
  loaded(segment: number, level: number, duration: number): void {
    const start = segment * this.setup.segmentDuration;
    this.fire("mediaFragmentLoaded", {
      chunk: { start, duration, representation: this.representations[level] },
    });
  }

  /** The segment is in the buffer. */
  appended(segment: number): void {
    this.fire("bytesAppendedEndFragment", { startTime: segment * this.setup.segmentDuration });
  }

  sought(): void {
    this.fire("PLAYBACK_SEEKING");
  }

  private date(ms: number): Date {
    return new Date(this.epoch + ms);
  }

  private metric(metric: string, value: object): void {
    this.fire("METRIC_ADDED", { metric, value });
  }

  private on(name: string, handler: (event: never) => void): void {
    this.events["on"]!(this.dashjs.MediaPlayer.events[name] ?? name, handler, this);
  }

  private fire(name: string, event: object = {}): void {
    const filters = { streamId: STREAM, mediaType: this.media };
    this.events["trigger"]!(this.dashjs.MediaPlayer.events[name] ?? name, { ...event }, filters);
  }
}
