import type { ShownPart } from "../model/metrics.js";
import type { SegmentOutcome } from "../model/results.js";
import { REQUEST_OUTCOMES, type RequestColumns, type SessionLog } from "../model/session.js";
import type { Seconds } from "../units.js";
import { optionOf } from "./copies.js";
import type { MeasuredSession } from "./session-metrics.js";
import { type Stall, stalls } from "./stalls.js";

/** A request for a segment, and what became of it: a row of `segments.csv`. */
export interface RequestFate {
  readonly media: "video" | "audio";
  /** In the log's table of that track. */
  readonly row: number;
  readonly outcome: SegmentOutcome;
  /** Seconds stalled from the finish of the request before, of either track, or from the start, to its finish. */
  readonly stall: Seconds;
}

/** Every request for a segment, of both tracks in order of finishing; video first where two finish at once. */
export function requestFates(
  log: SessionLog,
  { played, audioPlayed }: Pick<MeasuredSession, "played" | "audioPlayed">,
): RequestFate[] {
  const video = new Track(log.requests, played);
  const audio = new Track(log.audio, audioPlayed);
  const stalled = new StallClock(log);
  const fates: RequestFate[] = [];
  for (let v = 0, a = 0; v < video.count || a < audio.count; ) {
    const ofVideo = a === audio.count || (v < video.count && video.finished(v) <= audio.finished(a));
    const track = ofVideo ? video : audio;
    const row = ofVideo ? v++ : a++;
    const stall = stalled.until(track.finished(row));
    fates.push({ media: ofVideo ? "video" : "audio", row, outcome: track.outcome(row), stall });
  }
  return fates;
}

/** The requests of a track, with what of them was shown. */
class Track {
  readonly count: number;
  private readonly table: RequestColumns;
  private readonly shown: readonly ShownPart[];
  /** By row. */
  private readonly isShown: Uint8Array;
  /** By segment, when it was shown last, in any copy. Most sessions show all that they asked for, and never make it. */
  private lastShown: ReadonlyMap<number, Seconds> | undefined;

  constructor(table: RequestColumns, shown: readonly ShownPart[]) {
    this.count = table.count;
    this.table = table;
    this.shown = shown;
    this.isShown = new Uint8Array(table.count);
    for (const { request } of shown) this.isShown[request] = 1;
  }

  finished(row: number): Seconds {
    return this.table.finished[row]!;
  }

  /**
   * A copy that was there when its segment was shown, and not shown itself, was replaced, or dropped at a seek and
   * fetched again. What came too late, for nobody, or for a way not taken is discarded.
   */
  outcome(row: number): SegmentOutcome {
    const outcome = REQUEST_OUTCOMES[this.table.outcome[row]!]!;
    if (outcome === "failed" || outcome === "starved") return "failed";
    if (outcome === "abandoned") return "abandoned";
    if (this.isShown[row] === 1) return "played";
    const shownAt = this.shownAt(this.table.segment[row]!);
    const inTime = shownAt !== undefined && this.finished(row) <= shownAt;
    return outcome === "delivered" && inTime && optionOf(this.table, row) === 0 ? "replaced" : "discarded";
  }

  private shownAt(segment: number): Seconds | undefined {
    this.lastShown ??= new Map(this.shown.map(({ segment, from }) => [segment, from]));
    return this.lastShown.get(segment);
  }
}

/** Seconds stalled until the finish of each video request from the finish of the one before, or from the start. */
export function requestStalls(log: SessionLog): Seconds[] {
  const stalled = new StallClock(log);
  return Array.from(log.requests.finished.subarray(0, log.requests.count), (to) => stalled.until(to));
}

/** Shares the stalls of a session out to the times between instants. */
class StallClock {
  private readonly all: readonly Stall[];
  private next = 0;
  private from: Seconds = 0;

  constructor(log: SessionLog) {
    this.all = stalls(log);
  }

  /** Seconds stalled since the instant before, or from the start. @param to not before the instant before */
  until(to: Seconds): Seconds {
    const { all, from } = this;
    let stalled: Seconds = 0;
    for (; this.next < all.length && all[this.next]!.from < to; this.next++) {
      const stall = all[this.next]!;
      stalled += Math.min(to, stall.to) - Math.max(from, stall.from);
      if (stall.to > to) break;
    }
    this.from = to;
    return stalled;
  }
}
