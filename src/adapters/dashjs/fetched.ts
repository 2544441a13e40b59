import type { Seconds } from "../../units.js";

interface Fetched {
  readonly start: Seconds;
  readonly duration: Seconds;
  readonly level: number;
}

/** The segments that have come, to find the one to replace. */
export class FetchedSegments {
  private readonly byStart = new Map<Seconds, Fetched>();

  came(segment: Fetched): void {
    this.byStart.set(segment.start, segment);
  }

  /** What lies behind the playhead is not replaced. */
  forgetBefore(time: Seconds): void {
    for (const [start, { duration }] of this.byStart) if (start + duration < time) this.byStart.delete(start);
  }

  /**
   * A time within the first segment that can be replaced by a better one: from a time on, in the buffer, not being shown,
   * and of a lower level, as in the simulator.
   */
  firstBelow(level: number, from: Seconds, playhead: Seconds, bufferedTo: Seconds): Seconds | undefined {
    let first: Fetched | undefined;
    for (const each of this.byStart.values()) {
      if (each.start < from || each.start <= playhead || each.start >= bufferedTo) continue;
      if (each.level < level && (first === undefined || each.start < first.start)) first = each;
    }
    return first && first.start + first.duration / 2;
  }
}
