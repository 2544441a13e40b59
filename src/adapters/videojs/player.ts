/* What is used of video.js 8 and its VHS 3, whose types do not say all of it. */

/** A video.js player. */
export interface VideojsPlayer {
  on(type: string, listener: (event?: unknown) => void): void;
  off(type: string, listener: (event?: unknown) => void): void;
  /** Any argument says that the caller knows what it does. */
  tech(safety: boolean): unknown;
  currentTime(): number | undefined;
  duration(): number | undefined;
  playbackRate(): number | undefined;
  buffered(): VideojsTimeRanges;
  seeking(): boolean;
  currentWidth(): number;
  currentHeight(): number;
  getVideoPlaybackQuality?(): unknown;
}

/** Seconds. */
export interface VideojsTimeRanges {
  readonly length: number;
  start(index: number): number;
  end(index: number): number;
}

/** `player.tech(true).vhs`, one for each source. */
export interface Vhs {
  selectPlaylist: () => VhsPlaylist | null | undefined;
  readonly playlists: {
    readonly main?: { readonly playlists: readonly VhsPlaylist[] };
    media(): VhsPlaylist | undefined;
  };
  readonly xhr: {
    onRequest?(hook: (options: VhsRequestOptions) => VhsRequestOptions): void;
    onResponse?(hook: (request: VhsRequest, error: unknown) => void): void;
  };
  readonly limitRenditionByPlayerDimensions?: boolean;
  readonly useDevicePixelRatio?: boolean;
  /** Not public; read where it is there. Seconds. */
  readonly playlistController_?: {
    goalBufferLength?(): number;
    bufferLowWaterLine?(): number;
  };
}

export interface VhsPlaylist {
  readonly id: string;
  readonly attributes: {
    /** Bits per second. */
    readonly BANDWIDTH: number;
    readonly "AVERAGE-BANDWIDTH"?: number | string;
    readonly RESOLUTION?: { readonly width: number; readonly height: number };
    readonly CODECS?: string;
    readonly "FRAME-RATE"?: number;
  };
  /** Missing until the playlist has been read. */
  readonly segments?: readonly VhsSegment[];
  readonly mediaSequence?: number;
  /** Whether it is complete. */
  readonly endList?: boolean;
  /** Switched off by the page, through `vhs.representations()`. */
  readonly disabled?: boolean;
  /** Milliseconds since the epoch: out of use until then, for errors. */
  readonly excludeUntil?: number;
}

export interface VhsSegment {
  /** Seconds. */
  readonly duration: number;
  readonly resolvedUri: string;
}

export interface VhsRequestOptions {
  readonly uri: string;
  /** "segment" for media. */
  readonly requestType?: string;
}

/** An XMLHttpRequest with what VHS adds. */
export interface VhsRequest {
  readonly uri: string;
  readonly requestType?: string;
  readonly aborted?: boolean;
  readonly status: number;
  readonly response?: unknown;
}
