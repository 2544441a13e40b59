import { createRequire } from "node:module";
import type { Observation, PolicyFactory } from "../../../src/model/policy.js";
import type { Level } from "../../../src/model/video.js";
import { bytesFromBits, msFromSeconds } from "../../../src/units.js";

/** Shaka's own bandwidth estimator. */
export interface RealShakaEstimator {
  sample(durationMs: number, bytes: number): void;
  hasGoodEstimate(): boolean;
  getBandwidthEstimate(defaultEstimate: number): number;
}

/** What is used here of SimpleAbrManager; the debug build has the names of what is private. */
interface RealAbrManager {
  readonly bandwidthEstimator_: RealShakaEstimator;
  mediaElement_: object | null;
  lastDroppedFrames_: number;
  lastTotalFrames_: number;
  init(onSwitch: (variant: Variant) => void, onBan: (type: string, seconds: number) => void): void;
  configure(config: object): void;
  enable(): void;
  setVariants(variants: readonly Variant[]): void;
  chooseVariant(initial?: boolean): Variant;
  playbackRateChanged(rate: number): void;
  segmentDownloaded(durationMs: number, bytes: number, allowSwitch: boolean): void;
  checkDroppedFrames_(): void;
}

interface Variant {
  readonly id: number;
  readonly bandwidth: number;
  readonly video: object;
  readonly audio: null;
}

/** Told what came of a request since it was told last: milliseconds, bytes, and bytes to come. */
type ProgressUpdated = (ms: number, bytes: number, remaining: number) => void;

interface RealShaka {
  readonly log: { setLevel(level: number): void };
  readonly abr: { readonly SimpleAbrManager: new () => RealAbrManager };
  readonly net: {
    readonly HttpFetchPlugin: {
      fetch_: () => Promise<object>;
      parse(
        uri: string,
        request: object,
        type: number,
        progress: ProgressUpdated,
        headers: () => void,
        config: object,
      ): { readonly promise: Promise<unknown> };
    };
  };
  readonly util: {
    readonly PlayerConfiguration: {
      createDefault(): {
        readonly abr: { readonly advanced: object; readonly restrictions: object };
        readonly networking: { readonly minBytesForProgressEvents: number };
      };
    };
  };
}

let loaded: RealShaka | undefined;

/** The real package, with stand-ins for the browser that it looks for. They are global and stay. */
export function realShakaPackage(): RealShaka {
  if (loaded) return loaded;
  const stubs = {
    self: globalThis,
    window: globalThis,
    document: { createElement: () => ({ canPlayType: () => "" }), addEventListener() {} },
    navigator: { userAgent: "", vendor: "", platform: "", onLine: true },
  };
  for (const [name, value] of Object.entries(stubs))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  const require = createRequire(import.meta.url);
  loaded = require("shaka-player/dist/shaka-player.compiled.debug.js") as RealShaka;
  loaded.log.setLevel(0);
  return loaded;
}

/** Its configuration as shipped, but for the browser's own estimate. */
export const realShakaDefaults = () => {
  const { abr, networking } = realShakaPackage().util.PlayerConfiguration.createDefault();
  return { abr: { ...abr, useNetworkInformation: false }, networking };
};

export function realShakaEstimator(): RealShakaEstimator {
  const { SimpleAbrManager } = realShakaPackage().abr;
  const manager = new SimpleAbrManager();
  manager.configure(realShakaDefaults().abr);
  return manager.bandwidthEstimator_;
}

/** Milliseconds since the last read, and bytes that came. */
type Read = readonly [ms: number, bytes: number];

/**
 * What Shaka's network plugin tells of a download that takes so long to answer and is then read so, one after the
 * other: for each part, milliseconds and bytes.
 */
export async function realShakaProgress(latencyMs: number, reads: readonly Read[]): Promise<Read[]> {
  const { HttpFetchPlugin } = realShakaPackage().net;
  const { now } = Date;
  const { fetch_ } = HttpFetchPlugin;
  let clockMs = 0;
  let next = 0;
  let ended = () => {};
  const end = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const read = async () => {
    if (next === reads.length) {
      ended();
      return { done: true };
    }
    const [ms, bytes] = reads[next++]!;
    clockMs += ms;
    return { done: false, value: { byteLength: bytes } };
  };
  const whole = reads.reduce((total, [, bytes]) => total + bytes, 0);
  const told: Read[] = [];
  Date.now = () => clockMs;
  HttpFetchPlugin.fetch_ = async () => {
    clockMs += latencyMs;
    return {
      status: 200,
      url: "",
      headers: new Headers({ "content-length": String(whole) }),
      body: {},
      clone: () => ({ body: { getReader: () => ({ read }) } }),
      arrayBuffer: () => end.then(() => new ArrayBuffer(0)),
    };
  };
  try {
    const request = { headers: {}, method: "GET", body: null, retryParameters: {}, streamDataCallback: null };
    const tell: ProgressUpdated = (ms, bytes) => told.push([ms, bytes]);
    await HttpFetchPlugin.parse("http://host/", request, 1, tell, () => {}, realShakaDefaults().networking)
      .promise;
  } finally {
    Date.now = now;
    HttpFetchPlugin.fetch_ = fetch_;
  }
  return told;
}

const PROGRESS_MS = 100;
const PROGRESS_BYTES = 16_000;

/** What to change of Shaka's `abr` configuration. */
export interface RealShakaConfig {
  readonly abr?: object;
  readonly advanced?: object;
  readonly restrictions?: object;
}

/**
 * The real SimpleAbrManager as a policy. What the player and its network plugin do around it is done here: measuring
 * downloads in parts, keeping what may be played, and choosing anew when that changes.
 */
export const realShaka =
  (config: RealShakaConfig = {}): PolicyFactory =>
  (_, { levels }) => {
    const { SimpleAbrManager } = realShakaPackage().abr;
    const { abr } = realShakaDefaults();
    const manager = new SimpleAbrManager();
    const variants = levels.map(variantOf);
    const bannedUntil = levels.map(() => 0);
    let clockMs = 0;
    let current: Variant | undefined;
    let playable: readonly Variant[] = [];
    let frames = { droppedVideoFrames: 0, totalVideoFrames: 0 };
    let framesCheckedMs = 0;
    let part: { start: number; lastMs: number; loaded: number } | undefined;

    manager.configure({
      ...abr,
      ...config.abr,
      advanced: { ...abr.advanced, ...config.advanced },
      restrictions: { ...abr.restrictions, ...config.restrictions },
    });
    manager.init(
      (variant) => {
        current = variant;
      },
      (_type, seconds) => {
        if (playable.length > 1) bannedUntil[current!.id] = clockMs + msFromSeconds(seconds);
      },
    );
    manager.mediaElement_ = { paused: false, getVideoPlaybackQuality: () => frames };

    /** Calls the manager while its clock and its media element are as the observation says. */
    function at<T>(o: Observation, call: () => T): T {
      const { now } = Date;
      clockMs = msFromSeconds(o.now);
      Date.now = () => clockMs;
      frames = { droppedVideoFrames: o.device!.droppedFrames!, totalVideoFrames: o.device!.totalFrames! };
      manager.playbackRateChanged(o.playbackRate);
      try {
        return call();
      } finally {
        Date.now = now;
      }
    }

    function updatePlayable(o: Observation): void {
      if (current && clockMs - framesCheckedMs >= 2000) {
        framesCheckedMs = clockMs;
        manager.checkDroppedFrames_();
      }
      const now = variants.filter(
        ({ id }) => id >= o.allowed[0] && id <= o.allowed[1] && bannedUntil[id]! <= clockMs,
      );
      if (now.length === playable.length && now.every((variant, index) => variant === playable[index]))
        return;
      playable = now;
      manager.setVariants([...now]);
      if (current) current = manager.chooseVariant();
    }

    return {
      name: "real-shaka",
      decide: (o) =>
        at(o, () => {
          updatePlayable(o);
          if (current === undefined) {
            current = manager.chooseVariant(true);
            manager.enable();
          }
          return { level: current.id };
        }),
      onProgress(inFlight, o) {
        if (part?.start !== inFlight.start)
          part = { start: inFlight.start, lastMs: msFromSeconds(inFlight.start), loaded: 0 };
        const ms = msFromSeconds(o.now) - part.lastMs;
        const bytes = bytesFromBits(inFlight.loaded - part.loaded);
        if (ms > PROGRESS_MS && bytes >= PROGRESS_BYTES) {
          at(o, () => {
            updatePlayable(o);
            manager.segmentDownloaded(ms, bytes, true);
          });
          part = { start: inFlight.start, lastMs: clockMs, loaded: inFlight.loaded };
        }
        // What the streaming engine does with what it prefetches: a switch clears it.
        if (current === undefined) return undefined;
        const level = Math.min(Math.max(current.id, o.allowed[0]), o.allowed[1]);
        return level === inFlight.level ? undefined : { abandonTo: level };
      },
      onSample: (sample, o) =>
        at(o, () => {
          const rest =
            part?.start === sample.start ? part : { lastMs: msFromSeconds(sample.start), loaded: 0 };
          part = undefined;
          updatePlayable(o);
          manager.segmentDownloaded(clockMs - rest.lastMs, bytesFromBits(sample.bits - rest.loaded), true);
        }),
    };
  };

const variantOf = ({ bitrate, width, height, frameRate }: Level, id: number): Variant => ({
  id,
  bandwidth: bitrate,
  video: { width, height, frameRate },
  audio: null,
});
