/*
 * hls.js, as far as it is used here, in its own units: milliseconds on performance.now()'s clock, bytes, seconds of media.
 * The tests hold the types of the real package to this.
 */

/** The class `Hls`. */
export interface HlsjsClass {
  readonly version: string;
  readonly Events: {
    readonly MANIFEST_LOADING: string;
    readonly LEVELS_UPDATED: string;
    readonly MAX_AUTO_LEVEL_UPDATED: string;
    readonly MEDIA_ATTACHED: string;
    readonly MEDIA_DETACHING: string;
    readonly FRAG_LOADING: string;
    readonly FRAG_LOADED: string;
    readonly FRAG_BUFFERED: string;
    readonly FRAG_LOAD_EMERGENCY_ABORTED: string;
    readonly BUFFER_FLUSHING: string;
    readonly ERROR: string;
  };
  readonly DefaultConfig: { readonly abrController: new (hls: never) => StockController };
}

/** What a class in `config.abrController` makes (types/component-api.ts: AbrComponentAPI). */
export interface AbrComponent {
  readonly firstAutoLevel: number;
  readonly forcedAutoLevel: number;
  nextAutoLevel: number;
  readonly bwEstimator?: object | undefined;
  resetEstimator(defaultEstimate: number): void;
  destroy(): void;
}

/** hls.js's own AbrController. */
export interface StockController extends AbrComponent {
  /** Ends the watch over the fragment that is being loaded, until the next. */
  clearTimer?(): void;
}

/** An instance of `Hls`. */
export interface HlsjsPlayer {
  readonly config: HlsjsConfig;
  /** By rising height, then bitrate. */
  readonly levels: readonly HlsjsLevel[];
  readonly media: HlsjsMedia | null;
  /** -1 before there is one. */
  readonly loadLevel: number;
  nextLoadLevel: number;
  readonly autoLevelEnabled: boolean;
  readonly minAutoLevel: number;
  readonly maxAutoLevel: number;
  readonly latestLevelDetails: HlsjsDetails | null;
  readonly mainForwardBufferInfo: { readonly len: number; readonly end: number } | null;
  readonly bufferingEnabled: boolean;
  readonly inFlightFragments: { readonly main: { readonly state: string } };
  readonly latency: number;
  readonly targetLatency: number | null;
  pauseBuffering(): void;
  resumeBuffering(): void;
  on(event: string, listener: HlsjsListener, context?: object): void;
  off(event: string, listener?: HlsjsListener, context?: object): void;
  trigger(event: string, data: object): boolean;
}

/** `data` as the event has it. */
export type HlsjsListener = (event: never, data: never) => void;

export interface HlsjsConfig {
  readonly startLevel?: number | undefined;
  readonly startFragPrefetch: boolean;
  readonly maxBufferLength: number;
  readonly maxMaxBufferLength: number;
  /** Bytes. */
  readonly maxBufferSize: number;
  readonly maxFragLookUpTolerance: number;
  readonly errorPenaltyExpireMs?: number;
}

export interface HlsjsLevel {
  readonly averageBitrate: number;
  readonly bitrate: number;
  readonly maxBitrate: number;
  readonly name: string | undefined;
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  readonly codecs: string;
  readonly codecSet: string;
  readonly videoCodec: string | undefined;
  readonly videoRange: string;
  readonly pathwayId: string;
  readonly details?: HlsjsDetails | undefined;
  readonly loadError: number;
  readonly loadErrorTime?: number;
  readonly fragmentError: number;
}

/** A media playlist. */
export interface HlsjsDetails {
  readonly live: boolean;
  readonly startSN: number;
  readonly targetduration: number;
  readonly averagetargetduration?: number;
  readonly partTarget: number;
  readonly partList: readonly object[] | null;
  readonly edge: number;
  readonly fragments: readonly HlsjsFragment[];
  /** The fragment whose parts are being published. */
  readonly fragmentHint?: HlsjsFragment | undefined;
}

export interface HlsjsFragment {
  readonly type: string;
  readonly sn: number | "initSegment";
  /** Index into the player's levels. */
  readonly level: number;
  readonly start: number;
  readonly duration: number;
  readonly url: string;
  readonly byteRange: readonly number[];
  readonly bitrateTest: boolean;
  readonly stats: HlsjsStats;
  abortRequests(): void;
}

export interface HlsjsPart {
  readonly url: string;
  readonly stats: HlsjsStats;
}

export interface HlsjsStats {
  readonly aborted: boolean;
  readonly loaded: number;
  readonly retry: number;
  /** 0 while it is not known. */
  readonly total: number;
  /** 0 before it has happened. */
  readonly loading: { readonly start: number; readonly first: number; readonly end: number };
}

/** The data of FRAG_LOADING, FRAG_LOADED and FRAG_BUFFERED. */
export interface FragmentEvent {
  readonly frag: HlsjsFragment;
  readonly part?: HlsjsPart | null | undefined;
}

/** The video element. */
export interface HlsjsMedia {
  readonly currentTime: number;
  readonly playbackRate: number;
  readonly seeking: boolean;
  readonly ended: boolean;
  /** CSS pixels. */
  readonly clientHeight: number;
  getVideoPlaybackQuality?(): { readonly droppedVideoFrames: number; readonly totalVideoFrames: number };
  addEventListener(event: string, listener: () => void): void;
  removeEventListener(event: string, listener: () => void): void;
}
