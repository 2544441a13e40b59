import type { Bits, BitsPerSecond, Seconds } from "../units.js";
import type { SessionLog, SessionStatus } from "./session.js";
import type { ScoringSettings, SessionSettings } from "./settings/index.js";
import type { Video } from "./video.js";

/**
 * What is measured of one session. Times are wall-clock seconds, media is in seconds of the media's own clock: at
 * playback rate 1.25 a second of playing shows 1.25 s of it. A value that has no answer (the mean bitrate of a
 * session that showed nothing) is undefined, never 0.
 *
 * Time is split without rest: startup + played + stall + seek = watched, and watched + paused is the session. Time in
 * a pause, asked for by the viewer or by the player, counts nowhere.
 */
export interface SessionMetrics {
  readonly status: SessionStatus;
  /**
   * Play pressed to first frame, never a stall; undefined if playback never started. Excludes pauses and the waiting
   * after seeks before that.
   */
  readonly startup: Seconds | undefined;
  /** Involuntary stops after the first frame, in all. Excludes startup, seeks and pauses. */
  readonly stall: Seconds;
  /** How often playback came to such a stop: from another state, so that a change of rate meanwhile is none. */
  readonly stallCount: number;
  /** stall / (played + stall); undefined if playback never started. */
  readonly stallRatio: number | undefined;
  /** Waiting after seeks. */
  readonly seek: Seconds;
  /** Wall time in state playing. */
  readonly played: Seconds;
  /** Media shown: playback rate x time playing. What was shown twice, after a seek back, counts twice. */
  readonly media: Seconds;
  /** Startup (or the wait for one that never came) + played + stall + seek. */
  readonly watched: Seconds;
  /**
   * Distinct media shown as a share of the video, 0 to 1: a seek back does not raise it, and what a seek skips is
   * missing from it. Of live content: of the media from where playback joined to the end. Of a series: of the
   * episodes that were begun.
   */
  readonly completion: number;
  /** Nominal bitrate of the video shown, audio excluded, weighted by the media shown; undefined if nothing was. */
  readonly meanBitrate: BitsPerSecond | undefined;
  /** Changes of level between video segments shown one after the other, a seek between them or not. */
  readonly switches: number;
  /** Sum of the absolute changes of nominal bitrate at those switches. */
  readonly switchMagnitude: BitsPerSecond;
  /** Those of the switches that went to a higher level. */
  readonly upswitches: number;
  /** Those that went to a lower one. */
  readonly downswitches: number;
  /** All bits that arrived: video, audio and everything else, partial requests included. */
  readonly downloaded: Bits;
  /**
   * Bits of media that arrived and were never shown: copies that were replaced or never reached, what came of requests
   * that were given up or failed, options of interactive content that were not taken. Video and audio shown in part
   * count in part, by time. Excludes what is no media: manifests, control, thumbnails.
   */
  readonly wasted: Bits;
  /** Requests for segments, video and audio, every attempt: the rows of segments.csv. */
  readonly requests: number;
  /** Those of them that the player gave up for another level. */
  readonly abandoned: number;
  /** Those of them that failed, or that could not arrive in any reasonable time. */
  readonly failedRequests: number;
  /**
   * Mean of the media ahead of the playhead, without a gap and on all tracks, weighted by time, from pressing play to
   * the end of the session, pauses included. Segments count once they have arrived in whole.
   */
  readonly meanBuffer: Seconds | undefined;
}

/** A part of a track that was shown: a segment, or what of it was shown before playback went elsewhere. */
export interface ShownPart {
  readonly segment: number;
  /** Row of the copy that was shown, in the log's table of its track. */
  readonly request: number;
  /** When it came on screen, in seconds since play was pressed. */
  readonly from: Seconds;
  /** Seconds from the segment's start at which showing began: over 0 where a seek landed inside. */
  readonly offset: Seconds;
  /** Seconds of media that were shown. */
  readonly shown: Seconds;
}

/** A video segment that was shown, at least in part. */
export interface PlayedSegment extends ShownPart {
  readonly level: number;
  readonly bitrate: BitsPerSecond;
}

/**
 * Everything that a QoE model may look at, in seconds, bits and bits per second. It is valid during the call, and not
 * to be changed: other models see the same.
 */
export interface QoeInput {
  readonly metrics: SessionMetrics;
  /** Segments shown, in order of time: one that was shown twice, after a seek back, is there twice. */
  readonly played: readonly PlayedSegment[];
  readonly log: SessionLog;
  /** As it was played: of a series, all its episodes. */
  readonly video: Video;
  readonly scoring?: ScoringSettings;
}

/**
 * A QoE model as a sum over what was shown, which is what dynamic programming can optimise:
 *
 *     sum quality(segment, level) - sum changeCost(from, to) - stallCost x stall - startupCost x startup
 *
 * over a video played from its beginning to its end, changes counted between segments played one after the other.
 */
export interface AdditiveQoe {
  quality(segment: number, level: number): number;
  /**
   * Of a segment's level after that of the segment before; below 0 where a change is rewarded. Of two segments of one
   * level, one may look better: that is a change too.
   */
  changeCost(segment: number, fromLevel: number, toLevel: number): number;
  /** Of a second of stalling; 0 or more. */
  readonly stallCost: number;
  /** Of a second of startup; 0 or more. */
  readonly startupCost: number;
}

/** Whether a QoE model is such a sum. */
export type Additivity =
  | {
      readonly kind: "additive";
      /** Undefined where the model has no answer for the video. */
      terms(video: Video, scoring?: ScoringSettings): AdditiveQoe | undefined;
    }
  /** `because`: a clause that completes "it is not a sum over segments: ...". */
  | { readonly kind: "not additive"; readonly because: string };

/** What a QoE model asks of sessions that not all of them have. */
export interface QoeNeeds {
  /** A noun phrase: "the SSIM of each segment". */
  readonly what: string;
  /** What of such sessions lacks it, as a noun phrase; undefined where they have it. */
  lackedBy(video: Video, settings: SessionSettings): string | undefined;
}

/**
 * A model of quality of experience: one number a session. A file of a user's own may export one, of which abrsim reads
 * `name`, `unit`, `better` and `score`.
 */
export interface QoeModel {
  /** As in the column `qoe_<name>`: a letter, then letters, digits, hyphens and underscores. */
  readonly name: string;
  /** "0-100 points", "Mbit/s summed over segments". */
  readonly unit: string;
  /** Where the formula is published. */
  readonly citation?: string;
  /** Which of two scores is that of a better session. Missing: the higher. */
  readonly better?: "higher" | "lower";
  /** Missing: nothing, every session that showed anything has a score. */
  readonly needs?: QoeNeeds;
  /** Missing: nothing is known of it, and the model has no optimum. */
  /** What no score is above; missing where there is no such bound. */
  readonly most?: number;
  readonly additivity?: Additivity;
  /** Undefined where the model has no answer, as when playback never started. */
  score(input: QoeInput): number | undefined;
}
