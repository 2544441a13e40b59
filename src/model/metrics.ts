import type { Bits, BitsPerSecond, Seconds } from "../units.js";
import type { SessionLog, SessionStatus } from "./session.js";
import type { ScoringSettings } from "./settings.js";
import type { Video } from "./video.js";

/**
 * What is measured of one session. Times are wall-clock seconds. A value that has no answer (the mean bitrate of a
 * session that showed nothing) is undefined, never 0.
 */
export interface SessionMetrics {
  readonly status: SessionStatus;
  /** Play pressed to first frame, never a stall; undefined if playback never started. */
  readonly startup: Seconds | undefined;
  /** Involuntary stops after the first frame, in all. Excludes startup, seeks and pauses. */
  readonly stall: Seconds;
  readonly stallCount: number;
  /** stall / (played + stall); undefined if playback never started. */
  readonly stallRatio: number | undefined;
  /** Waiting after seeks. */
  readonly seek: Seconds;
  /** Wall time in state playing. */
  readonly played: Seconds;
  /** Media shown. */
  readonly media: Seconds;
  /** Startup (or the wait for one that never came) + played + stall + seek. */
  readonly watched: Seconds;
  /** Media shown as a share of the video, 0 to 1. */
  readonly completion: number;
  /** Nominal bitrate of the video shown, weighted by the duration shown; undefined if nothing was. */
  readonly meanBitrate: BitsPerSecond | undefined;
  /** Changes of level between segments shown one after the other. */
  readonly switches: number;
  /** Sum of the absolute changes of nominal bitrate at those switches. */
  readonly switchMagnitude: BitsPerSecond;
  readonly upswitches: number;
  readonly downswitches: number;
  /** All bits that arrived, partial requests included. */
  readonly downloaded: Bits;
  /** Bits that arrived and were never shown; a segment shown in part counts in part. */
  readonly wasted: Bits;
  readonly requests: number;
  readonly abandoned: number;
  readonly failedRequests: number;
  /** Mean buffer level over the time watched, weighted by time. */
  readonly meanBuffer: Seconds | undefined;
}

/** A segment that was shown, at least in part. */
export interface PlayedSegment {
  readonly segment: number;
  readonly level: number;
  readonly bitrate: BitsPerSecond;
  /** Seconds of it that were shown. */
  readonly shown: Seconds;
}

/** Everything that a QoE model may look at. */
export interface QoeInput {
  readonly metrics: SessionMetrics;
  /** Segments shown, in order of media time. */
  readonly played: readonly PlayedSegment[];
  readonly log: SessionLog;
  readonly video: Video;
  readonly scoring?: ScoringSettings;
}

/** A model of quality of experience: one number a session. */
export interface QoeModel {
  /** As in the column `qoe_<name>`. */
  readonly name: string;
  /** "0-100 points", "Mbit/s summed over segments". */
  readonly unit: string;
  /** Where the formula is published. */
  readonly citation: string;
  /** Undefined where the model has no answer, as when playback never started. */
  score(input: QoeInput): number | undefined;
}
