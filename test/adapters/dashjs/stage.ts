import { vi } from "vitest";
import { attachToDashjs, type DashjsAttachment } from "../../../src/adapters/dashjs/index.js";
import type {
  DashjsModule,
  DashjsPlayer,
  DashjsRepresentation,
  DashjsRequest,
  DashjsSettings,
} from "../../../src/adapters/dashjs/player.js";
import type { AdapterOptions, DecisionEvent, Notice } from "../../../src/adapters/pilot/index.js";
import type { Policy, PolicyContext, PolicyFactory } from "../../../src/model/policy.js";
import type { RecordedCall } from "../../../src/model/recording.js";
import { type DashJs, loadDashJs } from "../../support/real-players/dashjs.js";

type Loose = Record<string, (...parts: unknown[]) => unknown>;

const STREAM = "period";
export const BITRATES = [1e6, 2e6, 4e6];
export const SEGMENT = 2;

export interface StageSetup extends AdapterOptions {
  readonly policy?: Partial<Policy>;
  readonly factory?: PolicyFactory;
  readonly settings?: object;
  readonly bitrates?: readonly number[];
  readonly media?: string;
  /** Byte ranges of all segments, by level: as of a SegmentBase. */
  readonly ranges?: readonly (readonly string[])[];
  readonly live?: { readonly latency: number; readonly target: number; readonly edge: number };
  /** The adapter is not attached. */
  readonly alone?: true;
}

/**
 * dash.js's own AbrController with its rules, settings and event bus, and the adapter attached to it. What fetches, buffers
 * and plays is the test: it says what happened.
 */
export class Stage {
  static async load(): Promise<(setup?: StageSetup) => Stage> {
    const dashjs = await loadDashJs();
    return (setup = {}) => new Stage(dashjs, setup);
  }

  readonly notices: Notice[] = [];
  readonly lines: string[] = [];
  readonly told: { segment: number; level: number; playerLevel: number | undefined; phase: string }[] = [];
  readonly player: DashjsPlayer;
  readonly attachment: DashjsAttachment | undefined;
  contexts: PolicyContext[] = [];
  /** Of the representation that dash.js would fetch next. */
  current: DashjsRepresentation;
  delayMs = 0;
  /** What the element and the buffer say. */
  playhead = 0;
  bufferedTo = 0;
  bufferState: "bufferLoaded" | "bufferStalled" = "bufferLoaded";
  hasNext = true;
  checks: boolean[] = [];
  explicitTime: number | undefined;
  forcedAbandon = false;
  private readonly dashjs: DashJs;
  private readonly context = {};
  private readonly media: string;
  private readonly abr: Loose;
  private readonly bus: Loose;
  private readonly settings: Loose;
  private readonly representations: DashjsRepresentation[];
  private measurements = 0;
  private loading: DashjsRequest | undefined;

  private constructor(dashjs: DashJs, setup: StageSetup) {
    this.dashjs = dashjs;
    const { bitrates = BITRATES, live, ranges } = setup;
    this.media = setup.media ?? "video";
    const single = (name: string) =>
      dashjs.FactoryMaker.getSingletonFactoryByName(name)(this.context).getInstance() as Loose;
    this.bus = single("EventBus");
    this.settings = single("Settings");
    this.settings["update"]!({ debug: { logLevel: 0 }, ...setup.settings });
    const streamInfo = {
      id: STREAM,
      start: 0,
      manifestInfo: { isDynamic: live !== undefined, duration: live ? Number.POSITIVE_INFINITY : 40 },
    };
    const mediaInfo = { id: "set", type: this.media, streamInfo };
    this.representations = bitrates.map((bandwidth, level) => ({
      id: `level ${level}`,
      bandwidth,
      bitrateInKbit: bandwidth / 1000,
      absoluteIndex: level,
      width: 640 * (level + 1),
      height: 360 * (level + 1),
      frameRate: 25,
      codecs: "avc1.42c00c",
      index: level,
      startNumber: 1,
      segmentDuration: SEGMENT,
      fragmentDuration: SEGMENT,
      segmentInfoType: "SegmentTemplate",
      pixelsPerSecond: Number.NaN,
      qualityRanking: Number.NaN,
      mediaFinishedInformation: { numberOfSegments: 20 },
      mediaInfo,
      adaptation: null,
      segments:
        ranges?.[level]?.map((mediaRange, index) => ({
          index,
          duration: SEGMENT,
          presentationStartTime: index * SEGMENT,
          mediaRange,
        })) ?? null,
    }));
    this.current = this.representations[0]!;
    const rules: { type: string; rulename: string; rule: object }[] = [];
    const schedule = {
      setTimeToLoadDelay: (ms: number) => {
        this.delayMs = ms;
      },
      setShouldCheckPlaybackQuality: (check: boolean) => this.checks.push(check),
    };
    const processor = {
      getType: () => this.media,
      getStreamInfo: () => streamInfo,
      getLastSegment: () => null,
      getRepresentation: () => this.current,
      getRepresentationController: () => ({
        getCurrentCompositeRepresentation: () => this.current,
        getRepresentationById: (id: string) => this.representations.find((each) => each.id === id) ?? null,
      }),
      getScheduleController: () => ({
        ...schedule,
        getPlaybackController: () => playback,
      }),
      getBufferController: () => ({
        hasBufferAtTime: (time: number) => time < this.bufferedTo && time >= this.playhead,
        getContinuousBufferTimeForTargetTime: (time: number) =>
          time < this.bufferedTo ? this.bufferedTo : Number.NaN,
      }),
      getFragmentModel: () => ({ getRequests: () => (this.loading ? [this.loading] : []) }),
      probeNextRequest: () => (this.hasNext ? { duration: SEGMENT } : null),
      setExplicitBufferingTime: (time: number) => {
        this.explicitTime = time;
      },
    };
    const playback = {
      getIsDynamic: () => live !== undefined,
      getLiveDelay: () => live?.target ?? Number.NaN,
      getCurrentLiveLatency: () => live?.latency ?? Number.NaN,
      getLowLatencyModeEnabled: () => false,
      getPlaybackRate: () => 1,
    };
    const video = {
      getPlaybackQuality: () => undefined,
      getPlaybackRate: () => 1,
      getVideoElementSize: () => ({ elementWidth: 1300 }),
    };
    const stage = this;
    this.player = {
      getVersion: () => "5.2.1",
      on: (type, listener, scope) => void this.bus["on"]!(type, listener, scope),
      off: (type, listener, scope) => void this.bus["off"]!(type, listener, scope),
      addABRCustomRule: (type, rulename, rule) => void rules.push({ type, rulename, rule }),
      removeABRCustomRule: (name) =>
        void rules.splice(
          rules.findIndex(({ rulename }) => rulename === name),
          1,
        ),
      extend: (name, child, override) =>
        (dashjs.FactoryMaker as unknown as Loose)["extend"]!(name, child, override, this.context),
      getSettings: () => this.settings["get"]!() as DashjsSettings,
      updateSettings: (settings) => void this.settings["update"]!(settings),
      getVideoElement: () => ({
        get currentTime() {
          return stage.playhead;
        },
        clientHeight: 540,
        buffered: { length: this.bufferedTo > 0 ? 1 : 0, start: () => 0, end: () => this.bufferedTo },
        getVideoPlaybackQuality: () => ({ droppedVideoFrames: 3, totalVideoFrames: 100 }),
      }),
      getActiveStream: () => ({ getId: () => STREAM, getStreamProcessors: () => [processor] }),
      getDashMetrics: () => ({ getCurrentBufferLevel: () => Math.max(0, this.bufferedTo - this.playhead) }),
      getPlaybackRate: () => 1,
      getCurrentLiveLatency: playback.getCurrentLiveLatency,
      getTargetLiveDelay: playback.getLiveDelay,
      getDvrWindow: () => (live ? { end: live.edge } : {}),
    };
    if (!setup.alone) this.attachment = this.attach(setup);

    const mediaPlayerModel = single("MediaPlayerModel");
    mediaPlayerModel["setConfig"]!({
      playbackController: playback,
      serviceDescriptionController: { getServiceDescriptionSettings: () => null },
      settings: this.settings,
    });
    const throughput = single("ThroughputController");
    throughput["setConfig"]!({ settings: this.settings, playbackController: playback });
    throughput["initialize"]!();
    this.abr = single("AbrController");
    this.abr["setConfig"]!({
      adapter: { getVoRepresentations: () => this.representations.slice(), areMediaInfosEqual: () => true },
      capabilities: { areKeyIdsUsable: () => true },
      customParametersModel: { getAbrCustomRules: () => rules },
      dashMetrics: {
        getCurrentBufferLevel: () => Math.max(0, this.bufferedTo - this.playhead),
        getCurrentBufferState: () => ({ state: this.bufferState }),
        getCurrentHttpRequest: () => ({}),
      },
      domStorage: { getSavedBitrateSettings: () => Number.NaN, setSavedBitrateSettings: () => {} },
      mediaPlayerModel,
      settings: this.settings,
      streamController: { getActiveStreamInfo: () => streamInfo },
      throughputController: throughput,
      videoModel: video,
    });
    this.abr["initialize"]!();
    this.abr["registerStreamType"]!(this.media, processor);
    type Change = { newRepresentation: DashjsRepresentation; reason: { forceAbandon?: boolean } | null };
    this.bus["on"]!("qualityChangeRequested", ({ newRepresentation, reason }: Change) => {
      this.current = newRepresentation;
      this.forcedAbandon = reason?.forceAbandon === true;
    });
  }

  private attach(setup: StageSetup): DashjsAttachment {
    const { policy, factory } = setup;
    const made: PolicyFactory = (options, context) => {
      this.contexts.push(context);
      return factory?.(options, context) ?? { name: "test", decide: () => ({ level: 1 }), ...policy };
    };
    return attachToDashjs(this.dashjs as unknown as DashjsModule, this.player, made, {
      onNotice: (notice) => this.notices.push(notice),
      record: (line) => this.lines.push(line),
      onDecision: ({ observation, level, playerLevel }: DecisionEvent) =>
        this.told.push({ segment: observation.segment.index, level, playerLevel, phase: observation.phase }),
      ...setup,
    });
  }

  get calls(): RecordedCall[] {
    return this.lines.slice(1).map((line) => JSON.parse(line) as RecordedCall);
  }

  get level(): number {
    return this.representations.indexOf(this.current);
  }

  /** The real settings, as they are. */
  get streaming() {
    return this.player.getSettings().streaming!;
  }

  /** dash.js plays something with fewer levels, as another period may have. */
  dropLevels(from: number): void {
    this.representations.length = from;
    this.setLevel(0);
  }

  /** dash.js is at this level, by whatever way. */
  setLevel(level: number): void {
    this.current = this.representations[level]!;
  }

  /** dash.js asks its rules. @returns the level that it will fetch */
  ask(): number {
    this.abr["checkPlaybackQuality"]!(this.media, STREAM);
    return this.level;
  }

  /** dash.js asks for a segment of the level that is current. */
  request(index: number): void {
    this.loading = this.requestFor(index);
    this.fire("fragmentLoadingStarted", { request: this.loading });
  }

  /** Some of it came. */
  progress(part: Partial<DashjsRequest> & { readonly ms: number }): void {
    const { ms, ...rest } = part;
    vi.advanceTimersByTime(ms);
    const before = this.loading!.bytesLoaded || 0;
    Object.assign(this.loading!, rest, { firstByteDate: this.loading!.firstByteDate ?? new Date() });
    (this.loading!.traces as object[]).push({ d: ms, b: [this.loading!.bytesLoaded - before] });
    this.fire("loadingProgress", { request: this.loading });
  }

  /** All of it came, after so long. */
  complete(ms: number, bytes: number, more: object = {}): void {
    const request = this.loading!;
    const startDate = new Date();
    vi.advanceTimersByTime(ms);
    Object.assign(request, { startDate, firstByteDate: startDate, endDate: new Date(), ...more });
    this.loading = undefined;
    this.fire("fragmentLoadingCompleted", { request, response: { byteLength: bytes } });
    this.bufferedTo = Math.max(this.bufferedTo, request.startTime + SEGMENT);
    this.fire("bytesAppendedEndFragment", { segmentType: "MediaSegment", startTime: request.startTime });
  }

  /** Asked, requested and come. */
  fetch(index: number, ms = 500): number {
    const level = this.ask();
    this.request(index);
    this.complete(ms, 1e5);
    return level;
  }

  /** dash.js measured the throughput of a download, for its own rules. */
  measured(kbps: number): void {
    const ms = 1000;
    const bytes = (kbps * ms) / 8;
    const value = {
      url: `segment ${this.measurements++}`,
      type: "MediaSegment",
      responsecode: 200,
      trequest: new Date(Date.now() - ms),
      tresponse: new Date(Date.now() - ms),
      _tfinish: new Date(),
      _streamId: STREAM,
      trace: [{ s: new Date(), d: ms, b: [bytes] }],
      _resourceTimingValues: { transferSize: bytes, responseStart: 0, responseEnd: ms },
    };
    this.fire("metricAdded", { metric: "HttpList", value });
  }

  abort(): void {
    const request = this.loading!;
    this.loading = undefined;
    this.fire("fragmentLoadingAbandoned", { request });
  }

  fail(): void {
    const request = this.loading!;
    this.loading = undefined;
    this.fire("fragmentLoadingCompleted", { request, response: null, error: new Error("404") });
  }

  fire(name: string, event: { readonly mediaType?: string; readonly [part: string]: unknown } = {}): void {
    const { mediaType = this.media } = event;
    this.bus["trigger"]!(name, { ...event }, { streamId: STREAM, mediaType });
  }

  close(): void {
    this.attachment?.detach();
    this.abr["reset"]!();
    this.dashjs.FactoryMaker.deleteSingletonInstances(this.context);
  }

  private requestFor(index: number): DashjsRequest {
    return Object.assign(
      { mediaType: this.media },
      {
        type: "MediaSegment",
        url: `http://localhost/${this.level}/${index}`,
        index,
        startTime: index * SEGMENT,
        duration: SEGMENT,
        representation: this.current,
        bytesLoaded: Number.NaN,
        bytesTotal: Number.NaN,
        traces: [],
        firstByteDate: null,
        startDate: null,
        endDate: null,
      },
    );
  }
}
