import type { InFlight } from "../../model/policy.js";
import type { Bits, BitsPerSecond, Seconds } from "../../units.js";

/** What to fetch next, and when. */
export interface Choice {
  /** The one that was asked about, or an earlier one that is to be replaced. */
  readonly segment: number;
  readonly level: number;
  /** To hold the request back. */
  readonly wait: Seconds;
  readonly estimate: BitsPerSecond | undefined;
  readonly reason: string | undefined;
}

/** A track as its downloader sees it: which levels its segments have, and who chooses among them. */
export interface TrackSource {
  readonly kind: "video" | "audio";
  /** The highest level is the one that was chosen last. */
  readonly atTop: boolean;
  sizeOf(segment: number, level: number): Bits;
  /**
   * @param buffer what is to be taken for the buffer level: it was waited for, and rounding must not change it
   * @param stays whether the copy of a segment must not be replaced: a better one is under way, or cannot be had
   */
  choose(segment: number, buffer: Seconds, stays: (segment: number) => boolean): Choice;
  /** The player waited so long for room in its buffer. */
  idled(seconds: Seconds): void;
  /** The last row of the log is a finished download of this track. */
  delivered(level: number, nextSegment: number): void;
  /** Whether anyone wants to hear of progress. */
  readonly hearsProgress: boolean;
  /** @returns the level that is wanted instead, if the download is to be given up */
  progressed(inFlight: InFlight): number | undefined;
}
