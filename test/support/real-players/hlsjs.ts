import Hls, { type HlsConfig } from "hls.js";
import type {
  InFlight,
  Observation,
  PolicyContext,
  PolicyFactory,
  Sample,
} from "../../../src/model/policy.js";
import type { Level } from "../../../src/model/video.js";
import { bytesFromBits, msFromSeconds } from "../../../src/units.js";

/** hls.js's own bandwidth estimator; times in milliseconds. */
export interface RealHlsjsEstimator {
  sample(durationMs: number, bytes: number): void;
  sampleTTFB(ms: number): void;
  getEstimate(): number;
  getEstimateTTFB(): number;
}

/** A new estimator of the real package, out of a player that is thrown away. */
export function realHlsjsEstimator(
  slow = 9,
  fast = 3,
  defaultEstimate = 5e5,
  defaultTtfb = 100,
): RealHlsjsEstimator {
  stubBrowser();
  const { abrController } = new Hls({ enableWorker: false }) as unknown as RealHls;
  type Maker = new (...parts: readonly number[]) => RealHlsjsEstimator;
  const Estimator = abrController.bwEstimator.constructor as Maker;
  return new Estimator(slow, fast, defaultEstimate, defaultTtfb);
}

/**
 * The AbrController of the real hls.js as a policy: the level controller is real, too; what the stream controller does
 * around them is done here (start, tick, load, emergency), with playlists that come at once and a fake clock.
 */
export const realHlsjs =
  (config: Partial<HlsConfig> = {}, manifestFirst = 0): PolicyFactory =>
  (_, context) => {
    const player = new RealPlayer(context, config, manifestFirst);
    return {
      name: "real-hlsjs",
      decide: (o) => player.at(o, () => player.decide(o)),
      onSample: (sample, o) => player.at(o, () => player.finish(sample)),
      onProgress: (inFlight, o) => player.at(o, () => player.progress(inFlight, o)),
    };
  };

const { Events } = Hls;

/** What is used here of a player, parts that are private included. */
interface RealHls {
  readonly abrController: {
    readonly bwEstimator: RealHlsjsEstimator;
    onFragLoading(event: string, data: object): void;
    onFragLoaded(event: string, data: object): void;
    onFragBuffered(event: string, data: object): void;
  };
  readonly levels: { details?: object }[];
  readonly startLevel: number;
  readonly streamController: { getMainFwdBufferInfo(): object | null; getLevelDetails(): object | null };
  nextLoadLevel: number;
  autoLevelCapping: number;
  _media: object;
  on(event: string, listener: () => void): void;
  trigger(event: string, data: object): void;
}

interface Fragment {
  readonly type: "main";
  readonly sn: number;
  readonly level: number;
  readonly duration: number;
  readonly bitrateTest: boolean;
  readonly bitrate: number | null;
  readonly stats: Stats;
  readonly elementaryStreams: object;
  abortRequests(): void;
}

interface Stats {
  aborted: boolean;
  loaded: number;
  total: number;
  readonly loading: { start: number; first: number; end: number };
  readonly parsing: { end: number };
}

/** What the player that is being called has asked to be called again and again, and the time on its clock. */
let intervals = new Map<number, () => void>();
let intervalsAsked = 0;
let clockMs = 0;

function stubBrowser(): void {
  const host = globalThis as { self?: object };
  host.self ??= {
    setInterval(callback: () => void) {
      intervalsAsked++;
      intervals.set(intervalsAsked, callback);
      return intervalsAsked;
    },
    clearInterval: (id: number) => intervals.delete(id),
    setTimeout: () => 0,
    clearTimeout() {},
    MediaSource: { isTypeSupported: () => true },
    console,
  };
}

class RealPlayer {
  private readonly hls: RealHls;
  private readonly context: PolicyContext;
  private readonly media = { paused: false, playbackRate: 1, readyState: 0 };
  private readonly intervals = new Map<number, () => void>();
  private buffer = 0;
  private details: object | null = null;
  private started = false;
  private emergency = false;
  private loading: Fragment | undefined;

  constructor(context: PolicyContext, config: Partial<HlsConfig>, manifestFirst: number) {
    stubBrowser();
    this.context = context;
    const off = { autoStartLoad: false, enableWorker: false, useMediaCapabilities: false };
    const hls = new Hls({ ...off, ...config }) as unknown as RealHls;
    this.hls = hls;
    hls.streamController.getMainFwdBufferInfo = () => ({ len: this.buffer });
    hls.streamController.getLevelDetails = () => this.details;
    const listed = context.levels.map(asListed);
    const [first] = listed.splice(Math.min(manifestFirst, listed.length - 1), 1);
    hls.trigger(Events.MANIFEST_LOADED, {
      levels: [first, ...listed],
      iframeVariants: [],
      audioTracks: [],
      contentSteering: null,
      sessionData: null,
      sessionKeys: null,
      stats: {},
      url: "http://host/main.m3u8",
    });
    hls._media = this.media;
    hls.on(Events.FRAG_LOAD_EMERGENCY_ABORTED, () => {
      this.emergency = true;
    });
  }

  /** Calls the player while its clock and its media element are as the observation says. */
  at<T>(o: Observation, call: () => T): T {
    const { now } = performance;
    intervals = this.intervals;
    clockMs = msFromSeconds(o.now);
    performance.now = () => clockMs;
    this.media.playbackRate = o.playbackRate;
    this.buffer = o.buffer;
    this.hls.autoLevelCapping = o.allowed[1];
    try {
      return call();
    } finally {
      performance.now = now;
    }
  }

  decide(o: Observation) {
    const { hls } = this;
    if (!this.started) hls.nextLoadLevel = hls.startLevel;
    this.started = true;
    const level = this.tick();
    this.load(level, o.segment.index, o.segment.duration, o.live !== undefined);
    return { level, estimate: hls.abrController.bwEstimator.getEstimate() };
  }

  /** What the stream controller does before it loads. */
  private tick(): number {
    const level = this.hls.nextLoadLevel;
    this.hls.nextLoadLevel = level;
    return level;
  }

  private load(level: number, sn: number, duration: number, live: boolean): void {
    const { hls } = this;
    // The level's playlist, which is loaded when it is needed first.
    const listed = hls.levels[level]!;
    listed.details ??= { live, averagetargetduration: this.context.segmentDuration, fragments: [] };
    this.details = listed.details;
    const stats: Stats = {
      aborted: false,
      loaded: 0,
      total: 0,
      loading: { start: clockMs, first: 0, end: 0 },
      parsing: { end: 0 },
    };
    const abortRequests = () => {
      stats.aborted = true;
    };
    const bitrate = null;
    const parts = { type: "main", sn, level, duration, bitrateTest: false, bitrate, stats } as const;
    this.loading = { ...parts, elementaryStreams: {}, abortRequests };
    Object.defineProperty(this.loading, "bitrate", {
      get: () => (stats.total > 0 ? (stats.total * 8) / duration : null),
    });
    hls.abrController.onFragLoading(Events.FRAG_LOADING, { frag: this.loading });
  }

  finish({ start, firstByte, end, bits }: Sample): void {
    const { abrController } = this.hls;
    const frag = this.loading!;
    const { stats } = frag;
    stats.loaded = bytesFromBits(bits);
    stats.total = stats.loaded;
    Object.assign(stats.loading, {
      start: msFromSeconds(start),
      first: msFromSeconds(firstByte),
      end: msFromSeconds(end),
    });
    stats.parsing.end = msFromSeconds(end);
    abrController.onFragLoaded(Events.FRAG_LOADED, { frag });
    abrController.onFragBuffered(Events.FRAG_BUFFERED, { frag, stats });
    this.media.readyState = 4;
  }

  /** What the player does every 100 ms while it loads. */
  progress({ start, firstByte, loaded, total }: InFlight, o: Observation) {
    const frag = this.loading!;
    const { stats } = frag;
    stats.loading.start = msFromSeconds(start);
    if (firstByte !== undefined) stats.loading.first = msFromSeconds(firstByte);
    if (firstByte !== undefined && total !== undefined) stats.total = bytesFromBits(total);
    stats.loaded = bytesFromBits(loaded);
    this.emergency = false;
    for (const callback of [...intervals.values()]) callback();
    if (!this.emergency) return undefined;
    const level = this.tick();
    this.load(level, frag.sn, frag.duration, o.live !== undefined);
    return { abandonTo: level };
  }
}

/** A level as the playlist's parser hands it on. */
function asListed({ bitrate, peakBitrate, width, height, frameRate, codec }: Level, index: number) {
  const [videoCodec, audioCodec] = codec?.split(",") ?? [];
  const attrs = {
    "AVERAGE-BANDWIDTH": String(bitrate),
    optionalFloat: (name: string, otherwise: number) =>
      name === "FRAME-RATE" ? (frameRate ?? otherwise) : otherwise,
    decimalInteger: () => (peakBitrate === undefined ? 0 : bitrate),
  };
  return {
    attrs,
    bitrate: peakBitrate ?? bitrate,
    name: `level ${index}`,
    url: `http://host/${index}.m3u8`,
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(videoCodec !== undefined && { videoCodec }),
    ...(audioCodec !== undefined && { audioCodec }),
  };
}
