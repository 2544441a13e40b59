import type { Bits, Seconds } from "../../units.js";

/** How the player buffers, starts and adapts. Profiles are values of this type. */
export interface PlayerSettings {
  /** Playback starts once this much media is buffered, or nothing more can be. */
  readonly startupBuffer: Seconds;
  /** Playback starts, too, once this many segments are buffered. Missing: the seconds alone decide. */
  readonly startupSegments?: number;
  /** After a stall, playback resumes once this much media is buffered, or nothing more can be. */
  readonly resumeBuffer: Seconds;
  /** The most that is meant to be buffered; {@link bufferLimit} says how that is meant. */
  readonly maxBuffer: Seconds;
  /**
   * "fits", and if missing: a segment is asked for once it fits below the maximum. "below": once the buffer is at
   * or below the maximum, which the segment may then exceed.
   */
  readonly bufferLimit?: "fits" | "below";
  /** Lets the maximum grow while what it holds is small. Missing: seconds alone count. */
  readonly bufferBySize?: BufferBySizeSettings;
  /** A wait for room lasts a whole number of these; missing: exactly until there is room. */
  readonly idleStep?: Seconds;
  /** The level of the first segment, about which the policy is then not asked; missing: the policy decides. */
  readonly firstLevel?: number;
  /** A session to which no media comes for this long, although it is wanted, ends as starved. */
  readonly starvedAfter: Seconds;
  /** What happens between pressing play and the first segment's request. Missing: nothing. */
  readonly startup?: StartupSettings;
  /** The document's buffer manager (000): health states, and a target that follows them. Missing: none. */
  readonly bufferManager?: BufferManagerSettings;
  /** How a policy hears of downloads in flight, and what follows when it gives one up. Missing: never abandoned. */
  readonly abandonment?: AbandonmentSettings;
  /** Replaces buffered segments after an up-switch ("fast switch"). Missing: only where the policy asks. */
  readonly fastSwitch?: FastSwitchSettings;
  /** Whether a viewer's seek throws away what is buffered, the target included. Missing: it is played from there. */
  readonly seekClearsBuffer?: boolean;
  /** 1 is normal speed, and if missing. */
  readonly playbackRate?: number;
}

/** A maximum buffer in bits, for where that is more than the one in seconds. */
export interface BufferBySizeSettings {
  /** Reckoned at the highest bitrate of the level that was asked for last. */
  readonly size: Bits;
  /** The longest that the maximum becomes. */
  readonly most: Seconds;
}

/** The steps before media is fetched, such as authorisation, manifest, licence. */
export interface StartupSettings {
  /** Whether the stages follow one another, or all begin at once and the longest counts. */
  readonly order: "sequential" | "parallel";
  readonly stages: readonly StartupStage[];
  /** Whether the first segments are fetched while the stages are under way; missing: after them. */
  readonly mediaDuringStages?: boolean;
  /** From enough media to the first frame. Missing: 0. */
  readonly decode?: Seconds;
}

/** A step that takes some time, drawn evenly from a range, or that fetches something over the link. */
export type StartupStage =
  | { readonly name: string; readonly shortest: Seconds; readonly longest: Seconds }
  | { readonly name: string; readonly size: Bits };

export interface BufferManagerSettings {
  /** How often health is judged. */
  readonly every: Seconds;
  /** Below this: critical. */
  readonly panicLevel: Seconds;
  /** Below this: low. Also the least that the target shrinks to. */
  readonly minLevel: Seconds;
  /** Above this: excellent. */
  readonly goodLevel: Seconds;
  /** The target at rest, below the player's maximum buffer. */
  readonly target: Seconds;
  /** The target is multiplied by this while health is low or worse, up to the maximum buffer. */
  readonly growth: number;
  /** The target is multiplied by this while health is excellent, down to {@link minLevel}. */
  readonly shrinkage: number;
  /** Whether playback pauses in a panic until the buffer is at {@link minLevel}. */
  readonly pauseInPanic?: boolean;
  /** Holes in the buffer longer than this make it fragmented, and are jumped. */
  readonly holeTolerance: Seconds;
}

export interface AbandonmentSettings {
  /** A policy is told of progress when both have come since it was told last. */
  readonly progressEvery: Seconds;
  readonly progressBits: Bits;
  /** The level that the policy named is fetched without asking again, or the policy is asked afresh. */
  readonly afterwards: "forced" | "asked";
  /** The first segment's download is never given up. Missing: it may be. */
  readonly sparesFirst?: boolean;
}

export interface FastSwitchSettings {
  /** Buffered segments that begin at least this many segment durations ahead of the playhead are replaced. */
  readonly aheadSegments: number;
  /** Whether a request in flight is cancelled by the switch. */
  readonly abortsInFlight: boolean;
}
