import type { Bits, Seconds } from "../units.js";

/** Player states, named after CTA-5004 (CMCD). A log stores an index into this list. */
export const PLAYER_STATES = [
  "starting",
  "playing",
  "rebuffering",
  "seeking",
  "paused",
  "ended",
  "quit",
] as const;
export type PlayerState = (typeof PLAYER_STATES)[number];

/** The place of each state in {@link PLAYER_STATES}: what a log stores. */
export const STATE_CODE = {
  starting: 0,
  playing: 1,
  rebuffering: 2,
  seeking: 3,
  paused: 4,
  ended: 5,
  quit: 6,
} as const satisfies Readonly<Record<PlayerState, number>>;

/**
 * How a request ended: all its bits arrived; or nobody wanted it any more, because the session ended or the viewer
 * sought elsewhere (`cut`); or the bits could not arrive in any reasonable time (`starved`); or the policy gave it up
 * for another level (`abandoned`); or it failed, by a fault or a timeout. Whether the segment was then watched is for
 * the metrics to say. A log stores an index into this list.
 */
export const REQUEST_OUTCOMES = ["delivered", "cut", "starved", "abandoned", "failed"] as const;
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

/** The place of each outcome in {@link REQUEST_OUTCOMES}: what a log stores. */
export const OUTCOME_CODE = {
  delivered: 0,
  cut: 1,
  starved: 2,
  abandoned: 3,
  failed: 4,
} as const satisfies Readonly<Record<RequestOutcome, number>>;

/**
 * How a session ended: the last frame was shown; the viewer left; a request would never have finished; or the
 * policy broke its contract.
 */
export type SessionEnd =
  | { readonly status: "completed" | "quit" | "starved"; readonly at: Seconds }
  | { readonly status: "failed"; readonly at: Seconds; readonly segment: number; readonly problem: string };
export type SessionStatus = SessionEnd["status"];

/** The requests of a session in order of finishing: row i of each column is request i, up to `count`. */
export interface RequestColumns {
  readonly count: number;
  /** Segment, counting from 0. */
  readonly segment: Int32Array;
  readonly level: Int32Array;
  /** Bits of the segment at that level. */
  readonly size: Float64Array;
  /** Bits that arrived; equal to `size` when delivered. */
  readonly received: Float64Array;
  /** When the policy decided, in seconds since play was pressed. */
  readonly decided: Float64Array;
  /** When the request was made: `decided`, plus the wait that the policy asked for. */
  readonly requested: Float64Array;
  /** When the first bit arrived; NaN if none did. */
  readonly firstByte: Float64Array;
  /** When the last bit had arrived and was in the buffer, or the request was given up. */
  readonly finished: Float64Array;
  /** Seconds of media ahead of the playhead when the request was made. */
  readonly bufferBefore: Float64Array;
  /** The same when it finished, the new segment included. */
  readonly bufferAfter: Float64Array;
  /** The throughput that the policy named with its decision, bit/s; NaN if it named none. */
  readonly estimate: Float64Array;
  /** Index into {@link REQUEST_OUTCOMES}. */
  readonly outcome: Uint8Array;
  /** The reason that the policy gave; undefined where it gave none. */
  readonly reason: readonly (string | undefined)[];
  /** What only the general engine knows of a request; empty, or shorter than `count`, where there is nothing. */
  readonly details: readonly (RequestDetail | undefined)[];
}

/** Where a request was answered, and what went wrong. */
export interface RequestDetail {
  /** 0 for the first attempt. */
  readonly attempt: number;
  /** Name of the CDN, where there are several. */
  readonly cdn?: string;
  /** Name of the cache tier that answered. */
  readonly tier?: string;
  /** Why it failed: "503", "reset", "first byte timeout". */
  readonly problem?: string;
  /** Seconds of it in which nothing was asked for, of a segment that is fetched in byte ranges. Missing: 0. */
  readonly rested?: Seconds;
  /** Seconds at its end in which all had come and the player worked on it, or waited for other files. Missing: 0. */
  readonly processed?: Seconds;
  /** Of these, what policies are told of as download time. Missing: nothing. */
  readonly sampled?: Seconds;
  /** Which of several ways on a segment belongs to, at a branch of interactive content; 0 and missing: the one taken. */
  readonly option?: number;
}

/** A request for something other than a segment: it competes with media, and costs. */
export interface OtherRequest extends RequestDetail {
  /** As the settings call it: "manifest", "control", "thumbnail". */
  readonly kind: string;
  readonly requested: Seconds;
  /** Undefined if no bit arrived. */
  readonly firstByte: Seconds | undefined;
  readonly finished: Seconds;
  readonly size: Bits;
  readonly received: Bits;
  readonly outcome: RequestOutcome;
}

/** What happened in a session beside requests and player states. Times are seconds since play was pressed. */
export type SessionEvent = { readonly at: Seconds } & (
  | {
      readonly kind: "seek";
      /** Media times. */
      readonly from: Seconds;
      readonly to: Seconds;
      readonly by: "viewer" | "live edge" | "hole" | "next episode" | "branch" | "device";
    }
  | { readonly kind: "stage"; readonly name: string; readonly from: Seconds }
  | { readonly kind: "buffer health"; readonly health: BufferHealth }
  | { readonly kind: "buffer target"; readonly target: Seconds }
  | { readonly kind: "level limit"; readonly by: string; readonly min?: number; readonly max?: number }
  | { readonly kind: "cdn"; readonly to: string; readonly from?: string; readonly why: string }
  | { readonly kind: "circuit breaker"; readonly state: "closed" | "open" | "half open" }
  | { readonly kind: "fallback"; readonly step: string }
  | {
      readonly kind: "episode";
      readonly episode: number;
      readonly prefetchedSegments: number;
      readonly wait: Seconds;
    }
  | { readonly kind: "branch"; readonly segment: number; readonly options: number; readonly taken: number }
  | { readonly kind: "frames"; readonly dropped: number; readonly total: number }
);

/** Worst first, as the document's buffer manager judges (000). */
export const BUFFER_HEALTHS = ["critical", "low", "fragmented", "good", "excellent"] as const;
export type BufferHealth = (typeof BUFFER_HEALTHS)[number];

/**
 * The player's state changes in order: it enters `state[i]` at `time[i]`, up to `count`. A row may repeat the state
 * before it, where the playback rate changed.
 */
export interface StateColumns {
  readonly count: number;
  readonly time: Float64Array;
  /** Index into {@link PLAYER_STATES}. */
  readonly state: Uint8Array;
  /** Media time of the playhead at that moment. */
  readonly position: Float64Array;
  /** Media seconds shown in a second from then on, while playing: 1 is normal speed. */
  readonly rate: Float64Array;
}

/**
 * The product of a simulated session, from which everything else is folded. A log may belong to a reusable
 * workspace; it is then valid until that workspace simulates again.
 */
export interface SessionLog {
  readonly end: SessionEnd;
  /** For video segments. */
  readonly requests: RequestColumns;
  /** For audio segments; no rows where audio is not separate. */
  readonly audio: RequestColumns;
  /** For everything else, in order of finishing. */
  readonly others: readonly OtherRequest[];
  readonly events: readonly SessionEvent[];
  readonly states: StateColumns;
  /** Of live content, the media time of the edge when play was pressed; it moves on with the clock. */
  readonly liveEdge: Seconds | undefined;
  /** Decisions outside the allowed range, which the player clamped. */
  readonly clampedDecisions: number;
}

/** What sets one session apart from the others of an experiment. */
export interface SessionIdentity {
  readonly scenario: string;
  /** The arm's name. */
  readonly policy: string;
  /** Which of the clients that share the link; missing where there is one. */
  readonly client?: string;
  readonly traceSet: string;
  readonly trace: string;
  readonly video: string;
  readonly replicate: number;
  readonly seed: number;
}
