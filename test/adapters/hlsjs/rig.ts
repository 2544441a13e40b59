import Hls, { type HlsConfig } from "hls.js";
import { type AdapterOptions, hlsjsAbrController } from "../../../src/adapters/hlsjs/index.js";
import type { Notice } from "../../../src/adapters/pilot/index.js";
import type { Policy, PolicyFactory } from "../../../src/model/policy.js";
import type { RecordedCall } from "../../../src/model/recording.js";

/*
 * The real player in Node: its configuration, its levels and its own ABR controller. What its stream controller does around
 * them is done here: it looks at each tick whether to ask for a fragment, and asks. Times are vitest's fake ones.
 */

const { Events } = Hls;

/** What is used here of a player, parts that are private included. */
interface Innards {
  readonly abrController: { readonly bwEstimator: object };
  readonly streamController: object;
  _media: FakeMedia | null;
}

export interface Variant {
  readonly kbps: number;
  readonly height?: number;
  readonly codec?: string;
  readonly pathway?: string;
}

interface Fragment {
  readonly type: string;
  readonly sn: number;
  readonly level: number;
  readonly start: number;
  readonly duration: number;
  readonly url: string;
  readonly byteRange: readonly number[];
  bitrateTest: boolean;
  readonly elementaryStreams: object;
  clearElementaryStreamInfo(): void;
  readonly stats: {
    aborted: boolean;
    loaded: number;
    total: number;
    retry: number;
    readonly loading: { start: number; first: number; end: number };
    readonly parsing: { end: number };
  };
  abortRequests(): void;
}

export class FakeMedia extends EventTarget {
  currentTime = 0;
  playbackRate = 1;
  seeking = false;
  ended = false;
  paused = false;
  readyState = 4;
  clientHeight = 360;
  buffered = { length: 0 };
  getVideoPlaybackQuality = () => ({ droppedVideoFrames: 3, totalVideoFrames: 100 });

  tell(event: string): void {
    this.dispatchEvent(new Event(event));
  }

  play(): void {
    this.tell("playing");
  }

  seek(to: number): void {
    this.currentTime = to;
    this.seeking = true;
    this.tell("seeking");
  }
}

export interface RigOptions {
  readonly config?: Partial<HlsConfig>;
  readonly adapter?: AdapterOptions;
  readonly variants?: readonly Variant[];
  readonly segments?: number;
  readonly live?: boolean;
  /** Bytes of a segment at a level, in one file a level. */
  readonly byteRanges?: (sn: number, level: number) => number;
}

const SEGMENT = 2;
export const VARIANTS: readonly Variant[] = [
  { kbps: 300, height: 144 },
  { kbps: 800, height: 240 },
  { kbps: 1600, height: 360 },
];

export class Rig {
  readonly hls: Hls;
  readonly media = new FakeMedia();
  readonly lines: string[] = [];
  readonly notices: Notice[] = [];
  readonly told: { segment: number; level: number; allowed: readonly [number, number] }[] = [];
  /** What has been asked for. */
  readonly asked: { sn: number; level: number }[] = [];
  /** What the player's own code has thrown. */
  readonly broken: Error[] = [];
  /** Media ahead of the playhead. */
  buffer = 0;
  state = "IDLE";
  private readonly innards: Innards;
  private readonly options: RigOptions;
  private loading: Fragment | undefined;
  /** The level whose playlist came last. */
  private loaded: object | undefined;

  constructor(policy: PolicyFactory | Partial<Policy>, options: RigOptions = {}) {
    stubPage();
    this.options = options;
    const factory: PolicyFactory =
      typeof policy === "function"
        ? policy
        : () => ({ name: "test", decide: () => ({ level: 1 }), ...policy });
    this.hls = new Hls({
      autoStartLoad: false,
      enableWorker: false,
      useMediaCapabilities: false,
      maxBufferLength: 10,
      maxBufferSize: 0,
      ...options.config,
      abrController: hlsjsAbrController(Hls, factory, {
        record: (line) => this.lines.push(line),
        onNotice: (notice) => this.notices.push(notice),
        onDecision: ({ observation, level }) =>
          this.told.push({ segment: observation.segment.index, level, allowed: observation.allowed }),
        ...options.adapter,
      }),
    });
    this.innards = this.hls as unknown as Innards;
    Object.defineProperties(this.innards.streamController, {
      inFlightFrag: { get: () => ({ frag: null, state: this.state }) },
      getMainFwdBufferInfo: {
        value: () => ({ len: this.buffer, end: this.media.currentTime + this.buffer }),
      },
      getLevelDetails: { value: () => this.loaded },
    });
    this.innards._media = this.media;
    this.hls.trigger(Events.MEDIA_ATTACHED, { media: this.media } as never);
    this.hls.on(Events.ERROR, (_, { details, error }) => {
      if (details === Hls.ErrorDetails.INTERNAL_EXCEPTION) this.broken.push(error);
    });
    this.manifest(options.variants ?? VARIANTS);
  }

  get controller(): { readonly bwEstimator: object } {
    return this.innards.abrController;
  }

  /** Seconds of media that every level has. */
  get duration(): number {
    return (this.options.segments ?? 20) * SEGMENT;
  }

  /** As the stream controller begins: the level to begin with, and its playlist. */
  start(): number {
    this.hls.nextLoadLevel = this.hls.startLevel;
    const { loadLevel } = this.hls;
    this.playlist(loadLevel);
    return loadLevel;
  }

  /** As the stream controller ticks: asks for a fragment if there is room. */
  tick(): Fragment | undefined {
    const { hls } = this;
    const level = hls.bufferingEnabled ? hls.nextLoadLevel : hls.loadLevel;
    if (this.state !== "IDLE" || !hls.bufferingEnabled) return undefined;
    hls.nextLoadLevel = level;
    this.playlist(level);
    const end = this.media.currentTime + this.buffer;
    if (this.buffer >= hls.config.maxBufferLength || end >= this.duration) return undefined;
    return this.ask(Math.floor(end / SEGMENT + 0.2), level);
  }

  /** Asks for a fragment, whoever chose it. */
  ask(sn: number, level: number, bitrateTest = false): Fragment {
    const frag = Object.assign(this.fragment(sn, level), { bitrateTest });
    frag.stats.loading.start = performance.now();
    this.asked.push({ sn, level });
    this.state = "FRAG_LOADING";
    this.loading = frag;
    this.hls.trigger(Events.FRAG_LOADING, { frag } as never);
    return frag;
  }

  progress(bytes: number, total = 0): void {
    const { stats } = this.loading!;
    if (stats.loading.first === 0) stats.loading.first = performance.now();
    Object.assign(stats, { loaded: bytes, total });
  }

  /** The fragment that is being loaded comes, and goes into the buffer. */
  arrive(bytes = 1000): void {
    const frag = this.loading!;
    this.progress(bytes, bytes);
    frag.stats.loading.end = frag.stats.parsing.end = performance.now();
    this.hls.trigger(Events.FRAG_LOADED, { frag, part: null } as never);
    this.state = "PARSED";
    this.buffer += frag.duration;
    this.hls.trigger(Events.FRAG_BUFFERED, { frag, part: null, stats: frag.stats } as never);
    this.state = "IDLE";
    this.loading = undefined;
  }

  /** A part of the fragment that is being loaded comes; the player asks for the others at its next ticks. */
  arrivePart(index: number, of: number, bytes: number): void {
    const frag = this.loading!;
    const { start } = frag.stats.loading;
    const end = performance.now();
    const stats = { ...frag.stats, loaded: bytes, total: bytes, loading: { start, first: start + 1, end } };
    const part = { index, url: `${frag.url}.${index}`, duration: frag.duration / of, stats };
    this.hls.trigger(Events.FRAG_LOADED, { frag, part } as never);
    this.buffer += part.duration;
    this.hls.trigger(Events.FRAG_BUFFERED, { frag, part, stats } as never);
    this.state = "IDLE";
  }

  /** Ticks, and lets what is asked for come. */
  fetch(bytes?: number): Fragment | undefined {
    const frag = this.tick();
    if (frag) this.arrive(bytes);
    return frag;
  }

  calls<Name extends RecordedCall["call"]>(name: Name): Extract<RecordedCall, { call: Name }>[] {
    return this.lines
      .map((line) => JSON.parse(line) as RecordedCall)
      .filter((call): call is Extract<RecordedCall, { call: Name }> => call.call === name);
  }

  manifest(variants: readonly Variant[]): void {
    this.loaded = undefined;
    this.hls.trigger(Events.MANIFEST_LOADED, {
      levels: variants.map(asListed),
      iframeVariants: [],
      audioTracks: [],
      contentSteering: null,
      sessionData: null,
      sessionKeys: null,
      stats: {},
      url: "http://host/main.m3u8",
    } as never);
  }

  /** The playlist of a level comes. */
  playlist(index: number): void {
    const { segments = 20, live = false } = this.options;
    const level = this.hls.levels[index] as unknown as { details?: object };
    const fragments = Array.from({ length: segments }, (_, sn) => this.fragment(sn, index));
    level.details ??= {
      live,
      startSN: 0,
      targetduration: 3,
      averagetargetduration: SEGMENT,
      partTarget: 0,
      partList: null,
      holdBack: 6,
      edge: segments * SEGMENT,
      fragments,
    };
    this.loaded = level.details;
  }

  private fragment(sn: number, level: number): Fragment {
    const { byteRanges } = this.options;
    const stats: Fragment["stats"] = {
      aborted: false,
      loaded: 0,
      total: 0,
      retry: 0,
      loading: { start: 0, first: 0, end: 0 },
      parsing: { end: 0 },
    };
    return {
      type: "main",
      sn,
      level,
      start: sn * SEGMENT,
      duration: SEGMENT,
      url: `http://host/${level}/${sn}.m4s`,
      byteRange: byteRanges ? [0, byteRanges(sn, level)] : [],
      bitrateTest: false,
      elementaryStreams: {},
      clearElementaryStreamInfo: () => {},
      stats,
      abortRequests: () => {
        stats.aborted = true;
      },
    };
  }
}

function stubPage(): void {
  const host = globalThis as { self?: object; MediaSource?: object };
  host.self ??= globalThis;
  host.MediaSource ??= { isTypeSupported: () => true };
}

/** A variant as the playlist's parser hands it on. */
function asListed({ kbps, height = 0, codec = "avc1.4d401f", pathway }: Variant, index: number) {
  const attributes: Record<string, string> = {
    "AVERAGE-BANDWIDTH": String(kbps * 1000),
    CODECS: codec,
    ...(pathway !== undefined && { "PATHWAY-ID": pathway }),
  };
  return {
    attrs: {
      ...attributes,
      optionalFloat: (_: string, otherwise: number) => otherwise,
      decimalInteger: (name: string) => Number(attributes[name] ?? 0),
    },
    bitrate: kbps * 1200,
    name: `variant ${index}`,
    url: `http://host/${pathway ?? ""}${index}.m3u8`,
    height,
    width: Math.round((height * 16) / 9),
    videoCodec: codec,
  };
}
