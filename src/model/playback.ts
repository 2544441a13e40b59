import type { Bits, Seconds } from "../units.js";
import type { Video } from "./video.js";

/**
 * What real players did with a real stream, over a link that was shaped by traces: what a simulation is measured by.
 * All times count from the first request of a playback, when the trace began.
 */
export interface PlaybackSet {
  readonly stream: PlayedStream;
  readonly playbacks: readonly Playback[];
  /** Some of these once more: they tell how far a player agrees with itself. */
  readonly repeats: readonly Playback[];
}

/** A stream as it lay on its server. */
export interface PlayedStream {
  /** Its media segments, to the byte. */
  readonly video: Video;
  /** Of each level, what has to be loaded once before its segments. */
  readonly initSizes: readonly Bits[];
  /** Manifests and playlists, by their names. */
  readonly manifestSizes: ReadonlyMap<string, Bits>;
}

/** One playback of a whole stream. */
export interface Playback {
  /** As abrsim's profile of it is called: "hlsjs". */
  readonly player: string;
  /** The policy of abrsim's that steered the player, through its adapter; undefined where it steered itself. */
  readonly policy: string | undefined;
  /** The player's own. */
  readonly version: string;
  /** The name of the trace's file. */
  readonly trace: string;
  /** How long every response was held back. */
  readonly latency: Seconds;
  /** Until the first frame; undefined where none was shown. */
  readonly startup: Seconds | undefined;
  /** Waited after that. */
  readonly stall: Seconds;
  readonly stallCount: number;
  /** Of each segment, the level in which it was last loaded. */
  readonly levels: readonly number[];
  readonly events: readonly MediaEvent[];
  /** By the times at which they began. */
  readonly requests: readonly PlaybackRequest[];
}

/** What the media element told: "waiting", "playing", "ended". */
export interface MediaEvent {
  readonly name: string;
  readonly at: Seconds;
  /** Where in the media the playhead stood. */
  readonly position: Seconds;
}

/** A request and its response. */
export interface PlaybackRequest {
  readonly what: RequestedResource;
  readonly start: Seconds;
  /** Undefined where nothing had come before it was aborted; so is its end. */
  readonly firstByte: Seconds | undefined;
  readonly end: Seconds | undefined;
  /** Of the whole response. */
  readonly size: Bits;
  readonly aborted: { readonly at: Seconds; readonly sent: Bits } | undefined;
}

export type RequestedResource =
  | { readonly kind: "manifest"; readonly name: string }
  | { readonly kind: "init"; readonly level: number }
  | { readonly kind: "segment"; readonly level: number; readonly segment: number };
