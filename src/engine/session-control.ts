import type { PlayerState, RequestOutcome, SessionEvent } from "../model/session.js";
import type { RequestKind, SessionSettings } from "../model/settings/index.js";
import type { Video } from "../model/video.js";
import type { RandomStream } from "../random.js";
import type { Bits, BitsPerSecond, Seconds } from "../units.js";
import type { Ticket } from "./agenda.js";

/**
 * A session, as those see it who act on it from outside: the viewer, the device, the buffer manager, live catch-up,
 * competing traffic. Each is a {@link Behaviour}, attached only if its settings are there.
 *
 * Times are the session's own: seconds since play was pressed.
 */
export interface SessionControl {
  readonly settings: SessionSettings;
  readonly video: Video;
  /** A stream of chance of its own for each purpose, the same for all arms. */
  random(purpose: string): RandomStream;

  // What is.
  readonly now: Seconds;
  readonly state: PlayerState;
  /** Media time of the playhead. */
  position(): Seconds;
  /** Media ahead of the playhead without a gap, on all tracks. */
  buffer(): Seconds;
  /** Media time up to which all is buffered without a gap. */
  bufferedEnd(): Seconds;
  playbackRate(): number;
  /** The level of the segment at the playhead; undefined where none is. */
  levelShown(): number | undefined;
  /** Throughput of the last finished video segment, first bit to last; undefined before. */
  throughput(): BitsPerSecond | undefined;
  /** From request to first bit of the last finished video segment; undefined before. */
  latency(): Seconds | undefined;
  /** Segments in whole in the buffer from this one on, without a gap. */
  segmentsBufferedFrom(segment: number): number;

  // When.
  /** Does something at a time of the session, unless the session has ended by then. */
  at(time: Seconds, action: () => void): Ticket;
  cancel(ticket: Ticket | undefined): void;

  // What may be done.
  seek(to: Seconds, by: SeekBy): void;
  pause(): void;
  resume(): void;
  /**
   * Keeps playback back although there is media, until it is let go on or sought in: an involuntary stop, so the player
   * is rebuffering meanwhile, or goes on waiting as it does. Released, it plays what there is.
   */
  holdPlayback(held: boolean): void;
  setPlaybackRate(rate: number): void;
  /** The viewer leaves. */
  leave(): void;
  /** The maximum buffer, which `by` overrides until it says undefined; the least of several counts. */
  limitBuffer(by: string, seconds: Seconds | undefined): void;
  /** Raises or lowers the configured maximum buffer itself. */
  setMaxBuffer(seconds: Seconds): void;
  /** Levels that are allowed; `by` gives up its limit by saying undefined. The strictest of several counts. */
  limitLevels(by: string, range: { readonly min?: number; readonly max?: number } | undefined): void;
  /** Fetches something that is no segment. */
  fetchOther(request: OtherFetch): { cancel(): void };
  /** Downloads may go on: something that was held back has become available. */
  wake(): void;
  /** Into the log. */
  note(event: SessionEvent): void;

  /** Is told of what happens from now on. */
  listen(listener: SessionListener): void;
}

/** Who makes playback go on elsewhere. */
export type SeekBy = Extract<SessionEvent, { kind: "seek" }>["by"];

export interface OtherFetch {
  readonly kind: RequestKind;
  readonly size: Bits;
  readonly resource: string;
  readonly urgent?: boolean;
  /** Called when it has ended, whichever way, unless it was cancelled. */
  readonly finished?: (outcome: RequestOutcome) => void;
}

/** What a behaviour may want to hear. */
export interface SessionListener {
  stateChanged?(state: PlayerState, before: PlayerState): void;
  /** A video segment has arrived in whole. */
  segmentArrived?(segment: number, level: number): void;
  /** A video segment was asked for. */
  segmentRequested?(segment: number, level: number): void;
  /** A video level's attempts at a segment are used up, and a lower one is taken. */
  levelFailed?(level: number): void;
  /** Called before anything has changed: playback is where it was. */
  sought?(from: Seconds, to: Seconds, by: SeekBy): void;
}

/** Something that acts on a session, by its settings. */
export type Behaviour = (session: SessionControl) => void;

/**
 * When segments can be asked for, where that is not always: live segments appear at the edge, the next episode's when
 * it may be prefetched, those after a branch when it was taken.
 */
export interface Availability {
  /** The earliest time for this segment; Infinity while unknown, in which case `wake` is called later. */
  availableAt(segment: number): Seconds;
  /** Parts in which the segment comes into being, while it is sent; undefined: it comes as a whole. */
  piecesOf?(
    segment: number,
    size: Bits,
  ): readonly { readonly size: Bits; readonly availableAt: Seconds }[] | undefined;
}
