/*
 * What is used of Shaka Player, as it is in 5.2: its public interface (externs/shaka and the exported methods), so that it
 * is the same in every build. Units are the player's: names say them.
 */

/** `shaka.Player`. */
export interface ShakaPlayer {
  getConfiguration(): ShakaConfiguration;
  getNetworkingEngine(): ShakaNetworking | null;
  getBufferedInfo(): ShakaBuffered;
  isLive(): boolean;
  /** Where the viewer may go. In live content it ends the presentation's delay before the edge. */
  seekRange(): ShakaRange;
  addEventListener(type: string, listener: (event: unknown) => void): void;
  removeEventListener(type: string, listener: (event: unknown) => void): void;
}

export interface ShakaConfiguration {
  readonly abrFactory: () => ShakaAbrManager;
  readonly abr: ShakaAbrConfiguration;
  /** Seconds. */
  readonly streaming: {
    readonly bufferingGoal: number;
    readonly rebufferingGoal: number;
    readonly segmentPrefetchLimit: number;
    readonly liveSync?: { readonly enabled: boolean; readonly targetLatency: number };
  };
}

export interface ShakaAbrConfiguration {
  readonly restrictions: ShakaRestrictions;
  readonly restrictToElementSize: boolean;
  readonly restrictToScreenSize: boolean;
  readonly ignoreDevicePixelRatio: boolean;
  /** Milliseconds: what comes sooner came from a cache. */
  readonly cacheLoadThreshold: number;
}

/** Inclusive. Bandwidth in bits per second. */
export interface ShakaRestrictions {
  readonly minWidth: number;
  readonly maxWidth: number;
  readonly minHeight: number;
  readonly maxHeight: number;
  readonly minPixels: number;
  readonly maxPixels: number;
  readonly minFrameRate: number;
  readonly maxFrameRate: number;
  readonly minBandwidth: number;
  readonly maxBandwidth: number;
}

/** `shaka.extern.AbrManager`. */
export interface ShakaAbrManager {
  init(onSwitch: ShakaSwitch, onDisable: (type: string, seconds: number) => void): void;
  stop(): void;
  release(): void;
  setVariants(variants: ShakaVariant[], isLowLatency: boolean): boolean;
  chooseVariant(preferFastSwitching?: boolean): ShakaVariant;
  enable(): void;
  disable(): void;
  segmentDownloaded(
    ms: number,
    bytes: number,
    allowSwitch: boolean,
    request?: ShakaRequest,
    context?: ShakaContext,
  ): void;
  trySuggestStreams(): void;
  /** Bits per second. */
  getBandwidthEstimate(): number;
  playbackRateChanged(rate: number): void;
  setMediaElement(element: ShakaMediaElement | null): void;
  setCmsdManager(manager: ShakaCmsdManager | null): void;
  configure(config: ShakaAbrConfiguration): void;
}

export type ShakaSwitch = (variant: ShakaVariant, clearBuffer?: boolean, safeMarginSeconds?: number) => void;

export interface ShakaVariant {
  readonly id: number;
  /** Bits per second, of all that is in it. */
  readonly bandwidth: number;
  readonly audio: ShakaStream | null;
  readonly video: ShakaStream | null;
}

export interface ShakaStream {
  readonly id: number;
  readonly type: string;
  readonly codecs: string;
  /** Bits per second; missing where the manifest has that of variants alone. */
  readonly bandwidth?: number;
  readonly width?: number;
  readonly height?: number;
  readonly frameRate?: number;
  readonly segmentIndex: ShakaSegmentIndex | null;
}

/** Positions count from the first segment there ever was. */
export interface ShakaSegmentIndex {
  find(timeSeconds: number): number | null;
  get(position: number): ShakaSegment | null;
  getNumReferences(): number;
  getNumEvicted(): number;
}

export interface ShakaSegment {
  /** Seconds. */
  getStartTime(): number;
  getEndTime(): number;
  getStartByte(): number;
  /** Inclusive; null where the file's end is the segment's. */
  getEndByte(): number | null;
}

/** Seconds of media. */
export interface ShakaRange {
  readonly start: number;
  readonly end: number;
}

export interface ShakaBuffered {
  readonly audio: readonly ShakaRange[];
  readonly video: readonly ShakaRange[];
}

export interface ShakaNetworking {
  registerRequestFilter(filter: ShakaRequestFilter): void;
  unregisterRequestFilter(filter: ShakaRequestFilter): void;
  registerResponseFilter(filter: ShakaResponseFilter): void;
  unregisterResponseFilter(filter: ShakaResponseFilter): void;
}

export type ShakaRequestFilter = (
  type: number,
  request: ShakaRequest,
  context?: ShakaContext,
) => Promise<void> | void;

export type ShakaResponseFilter = (type: number, response: ShakaResponse, context?: ShakaContext) => void;

/** `shaka.net.NetworkingEngine.RequestType.SEGMENT`: of media and of what comes before it. */
export const SEGMENT_REQUEST = 1;
/** `shaka.net.NetworkingEngine.AdvancedRequestType.MEDIA_SEGMENT`. */
export const MEDIA_SEGMENT = 1;

export interface ShakaRequest {
  /** Milliseconds from when it was sent to the answer's headers. */
  readonly timeToFirstByte?: number | null;
}

/** What a request is for; the same object as long as the request lives. */
export interface ShakaContext {
  readonly type?: number;
  readonly stream?: ShakaStream;
  readonly segment?: ShakaSegment | null;
}

export interface ShakaResponse {
  readonly data: { readonly byteLength: number };
  readonly fromCache?: boolean;
  readonly headers: { readonly [name: string]: string };
}

/** Of `shaka.util.CmsdManager`. */
export interface ShakaCmsdManager {
  /** Bits per second. */
  getMaxBitrate(): number | null;
}

/** Of the DOM's HTMLMediaElement. */
export interface ShakaMediaElement {
  readonly currentTime: number;
  readonly seeking: boolean;
  readonly clientWidth: number;
  readonly clientHeight: number;
  getVideoPlaybackQuality?(): { readonly droppedVideoFrames: number; readonly totalVideoFrames: number };
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

/** The player's events that are listened to. */
export interface SegmentAppended {
  readonly contentType: string;
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  readonly isDependency?: boolean;
}
export interface HeadersReceived {
  readonly request: ShakaRequest;
  readonly headers: { readonly [name: string]: string };
}
export interface Buffering {
  readonly buffering: boolean;
}
