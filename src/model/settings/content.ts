import type { BitsPerSecond, Seconds } from "../../units.js";

/** What kind of content the video is, where it is no plain recording. */
export type ContentSettings = MovieSettings | LiveSettings | SeriesSettings | InteractiveSettings;

/** A film, by the document's strategy (003 section 3.1). */
export interface MovieSettings {
  readonly kind: "movie";
  /** After so many switches the level stays. Missing: as many as the policy makes. */
  readonly mostSwitches?: number;
  /** Above this throughput the whole film is fetched. Missing: never. */
  readonly prefetchAbove?: BitsPerSecond;
  /** Playback time in which that is meant to be done. */
  readonly prefetchWithin?: Seconds;
}

/** Segments appear at the edge as they are made. */
export interface LiveSettings {
  readonly kind: "live";
  /** How far behind the edge playback is meant to be, and where it joins. */
  readonly targetLatency: Seconds;
  /** Media older than this, behind the edge, is gone. */
  readonly dvrWindow: Seconds;
  /** From the end of a segment, or chunk, to its being available. */
  readonly encoderDelay?: Seconds;
  /** CMAF: segments are sent in chunks of this duration as they are made. Missing: as whole segments. */
  readonly chunk?: Seconds;
  /** Missing: the playback rate never changes. */
  readonly catchUp?: CatchUpSettings;
  /** Farther behind the target than this, playback jumps to the target. Missing: never. */
  readonly seekBeyond?: Seconds;
}

export interface CatchUpSettings {
  /** "sigmoid": 1 - c + 2c / (1 + exp(-5 x drift)), dash.js's. "steps": the least or the most. */
  readonly rule: "sigmoid" | "steps";
  readonly slowest: number;
  readonly fastest: number;
  /** Less drift than this is left alone. */
  readonly tolerance: Seconds;
  /** How often the rate is set. */
  readonly every: Seconds;
}

/** Episodes, each as long as the video, one after the other. */
export interface SeriesSettings {
  readonly kind: "series";
  readonly episodes: number;
  /** That the viewer goes on to the next, 0 to 1. */
  readonly continues: number;
  /** The next episode's first segments are fetched from this share of the current one on. Missing: never. */
  readonly prefetchFrom?: number;
  readonly prefetchSegments?: number;
  /** Only if the chance of going on is above this. */
  readonly prefetchIfAbove?: number;
  /** The viewer's wait between episodes, while credits roll. Missing: 0. */
  readonly between?: Seconds;
}

/** Branch points, at each of which the viewer takes one of several ways on. */
export interface InteractiveSettings {
  readonly kind: "interactive";
  readonly branches: readonly { readonly at: Seconds; readonly options: number }[];
  /** Segments of every option that are fetched before the choice; 0 fetches none. */
  readonly prefetchSegments: number;
  /** How long before its branch point a choice is known. */
  readonly choiceLead: Seconds;
}
