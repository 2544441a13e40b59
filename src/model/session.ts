import type { Seconds } from "../units.js";

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
 * How a request ended: all its bits arrived, or the session ended first (`cut`), or the bits could not arrive in
 * any reasonable time (`starved`). Whether the segment was then watched is for the metrics to say. A log stores an
 * index into this list.
 */
export const REQUEST_OUTCOMES = ["delivered", "cut", "starved"] as const;
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

/** The place of each outcome in {@link REQUEST_OUTCOMES}: what a log stores. */
export const OUTCOME_CODE = { delivered: 0, cut: 1, starved: 2 } as const satisfies Readonly<
  Record<RequestOutcome, number>
>;

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
  /** When the last bit arrived, or the request was given up. */
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
}

/** The player's state changes in order: it enters `state[i]` at `time[i]`, up to `count`. */
export interface StateColumns {
  readonly count: number;
  readonly time: Float64Array;
  /** Index into {@link PLAYER_STATES}. */
  readonly state: Uint8Array;
}

/**
 * The product of a simulated session, from which everything else is folded. A log may belong to a reusable
 * workspace; it is then valid until that workspace simulates again.
 */
export interface SessionLog {
  readonly end: SessionEnd;
  readonly requests: RequestColumns;
  readonly states: StateColumns;
  /** Decisions outside the allowed range, which the player clamped. */
  readonly clampedDecisions: number;
}

/** What sets one session apart from the others of an experiment. */
export interface SessionIdentity {
  readonly scenario: string;
  /** The arm's name. */
  readonly policy: string;
  readonly traceSet: string;
  readonly trace: string;
  readonly video: string;
  readonly replicate: number;
  readonly seed: number;
}
