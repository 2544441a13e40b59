import type { Seconds } from "../../../src/units.js";

/** An event of the media element: its name, when it was along the trace, and where in the media the playhead stood. */
export type TimedEvent = readonly [name: string, atSeconds: Seconds, positionSeconds: Seconds];

export interface Waits {
  /** From the first request until the first frame; null where none was shown. */
  readonly startup_s: Seconds | null;
  /** Waited after that. */
  readonly stall_s: Seconds;
  readonly stall_count: number;
}

/** A stall lasts from the first "waiting" to the next "playing", or to the end: an element may say either twice. */
export function waitsOf(events: readonly TimedEvent[]): Waits {
  let startup: Seconds | null = null;
  let waitingSince: Seconds | undefined;
  let stall = 0;
  let count = 0;
  for (const [name, at] of events) {
    if (startup === null) {
      if (name === "playing") startup = at;
    } else if (name === "waiting") {
      waitingSince ??= at;
    } else if (waitingSince !== undefined) {
      stall += at - waitingSince;
      count += 1;
      waitingSince = undefined;
    }
  }
  return { startup_s: startup, stall_s: stall, stall_count: count };
}
