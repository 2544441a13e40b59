/*
 * dash.js 5, as far as it is used; read in the source of 5.2.1. The first half is what the package's types promise. The
 * second is what it hands to rules and listeners, which its types leave open or have wrong.
 */

/** The module `dashjs`. */
export interface DashjsModule {
  readonly MediaPlayer: { readonly events: object };
}

/** What `MediaPlayer().create()` returns. */
export interface DashjsPlayer {
  getVersion(): string;
  on(type: string, listener: (event: object) => void, scope?: object): void;
  off(type: string, listener: (event: object) => void, scope?: object): void;
  addABRCustomRule(type: string, name: string, rule: object): void;
  removeABRCustomRule(name: string): void;
  /** Exchanges methods of a class of the player; before initialize. */
  extend(className: string, child: object, override: boolean): void;
  getSettings(): DashjsSettings;
  updateSettings(settings: DashjsSettings): void;
  getVideoElement(): DashjsVideo;
  getActiveStream(): DashjsStream | null;
  getDashMetrics(): { getCurrentBufferLevel(type: string): number };
  getPlaybackRate(): number;
  /** Seconds; 0 before playback. */
  getCurrentLiveLatency(): number;
  getTargetLiveDelay(): number;
  /** Seconds of media time. */
  getDvrWindow(): { readonly end?: number };
}

export interface DashjsSettings {
  streaming?: StreamingSettings;
}

export interface StreamingSettings {
  /** Ms. */
  abandonLoadTimeout?: number;
  buffer?: { fastSwitchEnabled?: boolean | null; bufferTimeDefault?: number };
  /** Ms. */
  cacheLoadThresholds?: { video?: number };
  abr?: { autoSwitchBitrate?: { video?: boolean } };
}

/** An HTMLVideoElement. */
export interface DashjsVideo {
  readonly currentTime: number;
  /** CSS pixels. */
  readonly clientHeight: number;
  readonly buffered: { readonly length: number; start(range: number): number; end(range: number): number };
  getVideoPlaybackQuality?(): { readonly droppedVideoFrames: number; readonly totalVideoFrames: number };
}

/** A period. */
export interface DashjsStream {
  getId(): string;
  getStreamProcessors(): readonly DashjsStreamProcessor[];
}

/** What fetches one type of media in a period. */
export interface DashjsStreamProcessor {
  getType(): string;
  getBufferController(): {
    hasBufferAtTime(time: number): boolean;
    /** Where what is buffered at a time ends; NaN if nothing is. */
    getContinuousBufferTimeForTargetTime(time: number): number;
  } | null;
  getRepresentationController(): {
    getRepresentationById(id: string): DashjsRepresentation | null;
  } | null;
  /** The request that comes next in the usual order; null if there is none yet. */
  probeNextRequest(): { readonly duration: number } | null;
  /** The next request is to be for this time. */
  setExplicitBufferingTime(time: number): void;
}

export interface DashjsRepresentation {
  readonly id: string;
  /** Bit/s. */
  readonly bandwidth: number;
  /** Rank by quality. */
  readonly absoluteIndex: number;
  readonly width: number;
  readonly height: number;
  readonly frameRate: number | null;
  readonly codecs: string | null;
  /** Place in its AdaptationSet. */
  readonly index: number;
  readonly startNumber: number;
  /** Seconds, nominal; NaN or null where the manifest has none. */
  readonly segmentDuration: number;
  readonly fragmentDuration: number | null;
  /** Of SegmentBase: read from the index of the file. */
  readonly segments: readonly DashjsSegment[] | null;
  readonly segmentInfoType: string | null;
  readonly mediaFinishedInformation: { readonly numberOfSegments: number };
  readonly mediaInfo: DashjsMediaInfo | null;
  readonly adaptation: {
    readonly index: number;
    readonly period: { readonly index: number; readonly mpd: { readonly manifest: unknown } };
  } | null;
}

export interface DashjsSegment {
  readonly index: number;
  readonly duration: number;
  readonly presentationStartTime: number;
  /** First and last byte: `"0-99"`. */
  readonly mediaRange: string | null;
}

export interface DashjsMediaInfo {
  readonly streamInfo: DashjsStreamInfo;
}

/** A period, as the manifest has it. Seconds. */
export interface DashjsStreamInfo {
  readonly id: string;
  readonly start: number;
  readonly manifestInfo: { readonly isDynamic: boolean; readonly duration: number };
}

/** What a rule is handed. */
export interface DashjsRulesContext {
  getMediaType(): string | null;
  getMediaInfo(): DashjsMediaInfo;
  /** The current one. */
  getRepresentation(): DashjsRepresentation;
  getAbrController(): {
    getPossibleVoRepresentations(media: DashjsMediaInfo, compatible: boolean): DashjsRepresentation[] | null;
    getPossibleVoRepresentationsFilteredBySettings(
      media: DashjsMediaInfo,
      compatible: boolean,
    ): DashjsRepresentation[] | null;
  };
  getScheduleController(): DashjsScheduleController;
  /** Of abandonment rules only. */
  getCurrentRequest(): DashjsRequest | undefined;
}

export interface DashjsScheduleController {
  /** Holds the next request for media back. */
  setTimeToLoadDelay(ms: number): void;
  /** Whether rules are asked before the next request. */
  setShouldCheckPlaybackQuality(check: boolean): void;
}

/** A request for an initialisation or media segment. */
export interface DashjsRequest {
  readonly type: string | null;
  readonly url: string;
  /** In its period; NaN for an initialisation segment. */
  readonly index: number;
  /** Seconds of media time. */
  readonly startTime: number;
  readonly duration: number;
  readonly representation: DashjsRepresentation;
  readonly bytesLoaded: number;
  readonly bytesTotal: number;
  /** From one progress event to the next: how long, in ms. */
  readonly traces: readonly { readonly d: number }[];
  /** Null until a progress event came that was not the last. */
  readonly firstByteDate: DateLike | null;
  /** When the request was made, after any delay; set when it ends, as `endDate`. */
  readonly startDate: DateLike | null;
  readonly endDate: DateLike | null;
  /** The browser's own account, where dash.js found one. */
  readonly resourceTimingValues?: { readonly name: string };
}

interface DateLike {
  getTime(): number;
}

/** An event about a request, or about the media that it brought. */
export interface DashjsFragmentEvent {
  readonly mediaType?: string;
  readonly streamId?: string;
  readonly request: DashjsRequest;
  readonly response?: { readonly byteLength?: number } | null;
  readonly error?: unknown;
}

/** The settings of streaming, of which none has to be there. */
export const streamingOf = (player: DashjsPlayer): StreamingSettings => player.getSettings().streaming ?? {};

export const VIDEO = "video";
export const MEDIA_SEGMENT = "MediaSegment";
export const INIT_SEGMENT = "InitializationSegment";
