/* What is used of rx-player, as it is in 4.5: its public interface. */

/** An instance of `RxPlayer`. */
export interface RxPlayer {
  readonly version: string;
  loadVideo(options: RxLoadOptions): void;
  lockVideoRepresentations(lock: RxLock): void;
  unlockVideoRepresentations(): void;
  getLockedVideoRepresentations(): string[] | null;
  getVideoTrack(): RxVideoTrack | null | undefined;
  getVideoRepresentation(): RxRepresentation | null | undefined;
  /** Seconds. */
  getWantedBufferAhead(): number;
  getPosition(): number;
  getMaximumPosition(): number | null;
  getPlaybackRate(): number;
  isLive(): boolean;
  getVideoElement(): RxMediaElement | null;
  addEventListener(type: "newAvailablePeriods", listener: () => void): void;
  removeEventListener(type: "newAvailablePeriods", listener: () => void): void;
}

/** Some of what `loadVideo` takes; the rest is handed on. */
export interface RxLoadOptions {
  readonly segmentLoader?: unknown;
  readonly enableFastSwitching?: boolean | undefined;
}

export interface RxLock {
  representations: string[];
  switchingMode: "lazy";
}

export interface RxVideoTrack {
  readonly representations: readonly RxRepresentation[];
}

export interface RxRepresentation {
  readonly id: string;
  /** Bits per second. */
  readonly bitrate?: number | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly codec?: string | undefined;
  readonly frameRate?: number | undefined;
  readonly isCodecSupported?: boolean | undefined;
  readonly decipherable?: boolean | undefined;
}

/** The option `segmentLoader`. */
export type RxSegmentLoader = (
  context: RxSegmentContext,
  callbacks: RxLoaderCallbacks,
) => (() => void) | undefined;

export interface RxSegmentContext {
  readonly url: string | undefined;
  /** Milliseconds. */
  readonly timeout: number | undefined;
  readonly isInit: boolean | undefined;
  /** Inclusive. */
  readonly byteRanges?: readonly (readonly [number, number])[] | undefined;
  readonly trackType: string;
  readonly cmcdPayload?: { readonly type: string; readonly value: unknown } | undefined;
}

export interface RxLoaderCallbacks {
  /** `duration` in milliseconds, `size` in bytes. */
  resolve(loaded: { data: ArrayBuffer; duration: number; size: number }): void;
  reject(error: { message: string; canRetry: boolean }): void;
  progress(info: { duration: number; size: number; totalSize?: number | undefined }): void;
  /** Lets rx-player load it itself. */
  fallback(): void;
}

/** Of the DOM's HTMLMediaElement. */
export interface RxMediaElement {
  readonly currentTime: number;
  readonly seeking: boolean;
  readonly clientHeight: number;
  readonly buffered: { readonly length: number; start(index: number): number; end(index: number): number };
  getVideoPlaybackQuality?(): { readonly droppedVideoFrames: number; readonly totalVideoFrames: number };
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}
