import type { Bits, BitsPerSecond, Seconds } from "../../units.js";

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
  /** The maximum while the highest level is the one asked for, where that is more. Missing: the same as ever. */
  readonly maxBufferAtTop?: Seconds;
  /** Playback stops, as for want of media, with this much left, unless that is the end of the media. Missing: 0. */
  readonly stallBuffer?: Seconds;
  /** A wait for room lasts a whole number of these; missing: exactly until there is room. */
  readonly idleStep?: Seconds;
  /** The level of the first segment, about which the policy is then not asked; missing: the policy decides. */
  readonly firstLevel?: number;
  /** Whether policies are told the sizes of segments, which few manifests say. Missing: true. */
  readonly knowsSizes?: boolean;
  /** A session to which no media comes for this long, although it is wanted, ends as starved. */
  readonly starvedAfter: Seconds;
  /** What happens between pressing play and the first segment's request. Missing: nothing. */
  readonly startup?: StartupSettings;
  /** What is loaded of a level beside its segments. Missing: nothing. */
  readonly levelFiles?: LevelFilesSettings;
  /** How long the player works on a segment that has come. Missing: no time. */
  readonly processing?: ProcessingSettings;
  /** The document's buffer manager (000): health states, and a target that follows them. Missing: none. */
  readonly bufferManager?: BufferManagerSettings;
  /** How a policy hears of downloads in flight, and what follows when it gives one up. Missing: never abandoned. */
  readonly abandonment?: AbandonmentSettings;
  /** After a switch, which segment is asked for is looked up by time. Missing: it is the next one. */
  readonly segmentLookup?: SegmentLookupSettings;
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

/** Playlists and initialisation segments. */
export interface LevelFilesSettings {
  /** A media playlist, without which nothing of a level can be asked for. Missing: the manifest says it all. */
  readonly playlist?: LevelFile;
  /** An initialisation segment, without which a level's segments cannot be decoded. Missing: they need none. */
  readonly init?: InitFile;
}

export interface LevelFile {
  readonly size: Bits;
  /** From its last bit to the requests that waited for it. */
  readonly processing: Seconds;
}

export interface InitFile extends LevelFile {
  /** Whether it has come before the segment is asked for, or is asked for at the same time. */
  readonly order: "before segment" | "with segment";
  /** Whether it is loaded once a session, or whenever the level is switched to. */
  readonly again: "never" | "each switch";
}

/** Between a segment's last bit and its being in the buffer, when the next request may follow. */
export interface ProcessingSettings {
  /** Of the first segment, for which decoders and buffers are made. */
  readonly firstSegment: Seconds;
  /** Of each other one. */
  readonly segment: Seconds;
  /** Of any, on top of that: so fast what has come is worked through. Missing: in no time, however much it is. */
  readonly rate?: BitsPerSecond;
  /** The share of it, from its beginning, that policies are told of as if it were download time. Missing: 0. */
  readonly sampledShare?: number;
}

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

/** How hls.js finds the segment that follows what is buffered. */
export interface SegmentLookupSettings {
  /** By how much frames are shown later than segments begin: where frames are reordered, at least 0. */
  readonly offset: Seconds;
  /** By how much the end of the buffer may miss a segment. */
  readonly tolerance: Seconds;
}

export interface FastSwitchSettings {
  /**
   * "lower", and if missing: after an up-switch, buffered segments below the new level, from the one after the playhead's
   * on. "all": after a switch to a level above that of the segment that is there, that segment and all after it, each at
   * whatever level is then chosen for it, within the maximum buffer.
   */
  readonly replaces?: "lower" | "all";
  /**
   * So many segment durations ahead of the playhead replacing begins: with segments that begin there or later; of
   * "all", with the segment that is shown there.
   */
  readonly aheadSegments: number;
  /** Whether a request in flight is cancelled by the switch. */
  readonly abortsInFlight: boolean;
}
