/** What the tests, in Node, and the pages, in Chromium, agree on. */

/** The global of a page that runs it: a function from what the test hands over to a promise of {@link PageOutcome}. */
export const MAIN = "abrsimPage";

/** What a page came to. */
export interface PageOutcome {
  readonly value: unknown;
  /** `performance.timeOrigin`: the page's own clock, `performance.now()`, counts from here. */
  readonly timeOriginMs: number;
  /** What the browser loaded, by its own account. */
  readonly resources: readonly BrowserResource[];
}

/** Some of a PerformanceResourceTiming, under its names. Milliseconds since the page's time origin. */
export interface BrowserResource {
  /** URL. */
  readonly name: string;
  readonly startTime: number;
  /** 0 when nothing came, as for a request given up early. */
  readonly responseStart: number;
  readonly responseEnd: number;
  readonly encodedBodySize: number;
}

/** What can be said of a video that has been played to its end. */
export interface Ending {
  /** Where the playhead was. */
  readonly endedAtSeconds: number;
  readonly durationSeconds: number;
  /** Times that the playhead ran out of media after it had started. */
  readonly waits: number;
  readonly totalFrames: number;
  readonly droppedFrames: number;
}

/** What a page with a policy at its player's controls comes to. */
export interface PolicyPlayed {
  readonly ending: Ending;
  /** The decisions that the page heard of. */
  readonly told: readonly Told[];
  /** The recording's lines. */
  readonly recording: readonly string[];
  /** `kind: message`. */
  readonly notices: readonly string[];
}

/** A decision that the page heard of. */
export interface Told {
  readonly segment: number;
  readonly level: number;
  /** Seconds. */
  readonly wait?: number;
  /** In a shadow. */
  readonly playerLevel?: number;
  /** Of the observation: seconds since the stream was asked for. */
  readonly now: number;
  /** Seconds. */
  readonly buffer?: number;
  /** Of the page's performance.now(). */
  readonly atMs?: number;
}

/** What a page that records a play is told. */
export interface RecordParameters {
  /** The policy of abrsim's at the player's controls; missing: the player's own ABR. */
  readonly policy?: string;
  /** How long it may take to play. */
  readonly patienceMs: number;
}

/** What it comes to. */
export interface RecordedPlay {
  /** The player's own. */
  readonly version: string;
  readonly events: readonly ElementEvent[];
  readonly droppedFrames: number;
}

/** An event of the media element. */
export interface ElementEvent {
  readonly name: "waiting" | "playing" | "ended";
  /** Of the page's performance.now(). */
  readonly atMs: number;
  /** Where in the media the playhead stood. */
  readonly positionSeconds: number;
}
