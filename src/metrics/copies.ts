import { OUTCOME_CODE, type RequestColumns } from "../model/session.js";
import type { Seconds } from "../units.js";
import { SLIVER } from "./segment-times.js";

const NONE = -1;

/** The requests of a track by segment. A segment may have been asked for many times. */
export class Copies {
  private readonly table: RequestColumns;
  /** By segment: the row that finished last. */
  private readonly newest: Int32Array;
  /** By row: the row of the same segment that finished before. */
  private readonly older: Int32Array;

  constructor(table: RequestColumns, segments: number) {
    this.table = table;
    this.newest = new Int32Array(segments).fill(NONE);
    this.older = new Int32Array(table.count);
    for (let row = 0; row < table.count; row++) {
      const segment = table.segment[row]!;
      this.older[row] = this.newest[segment]!;
      this.newest[segment] = row;
    }
  }

  /**
   * The row of the copy that playback shows when it enters a segment: the last one that had arrived by then, because
   * replacement spares what has been entered. A segment that is played while it arrives has none yet: then what
   * arrived next, in whole if any did. Undefined if nothing arrived at all.
   */
  shownAt(segment: number, entered: Seconds): number | undefined {
    const { finished, received } = this.table;
    let next: number | undefined;
    let part: number | undefined;
    for (let row = this.newest[segment]!; row !== NONE; row = this.older[row]!) {
      if (optionOf(this.table, row) > 0) continue;
      if (!isDelivered(this.table, row)) {
        if (part === undefined && received[row]! > 0) part = row;
      } else if (finished[row]! <= entered + SLIVER) return row;
      else next = row;
    }
    return next ?? part;
  }

  /** Whether a segment was asked for at or after one time and before another. */
  requestedIn(segment: number, from: Seconds, to: Seconds): boolean {
    const { requested } = this.table;
    for (let row = this.newest[segment]!; row !== NONE; row = this.older[row]!)
      if (requested[row]! >= from && requested[row]! < to) return true;
    return false;
  }
}

export function isDelivered(table: RequestColumns, row: number): boolean {
  return table.outcome[row] === OUTCOME_CODE.delivered;
}

/** Which way on, at a branch, a row belongs to: 0 is the one taken, others are never shown. */
export function optionOf(table: RequestColumns, row: number): number {
  return table.details[row]?.option ?? 0;
}
