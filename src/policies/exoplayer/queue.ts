import type { Observation } from "../../model/policy.js";
import type { Seconds } from "../../units.js";
import { MediaClock } from "../shared/media-clock.js";

/** The segments that a player holds, as far as a policy can tell: which level each is of, and where it lies. */
export class BufferedQueue {
  private readonly clock: MediaClock;
  private readonly levels = new Map<number, number>();
  /** The segment after the last that is held. */
  private end: number | undefined;
  /** The segment that was asked for last. */
  private asked: number | undefined;

  /** @param segmentDuration nominal */
  constructor(segmentDuration: Seconds) {
    this.clock = new MediaClock(segmentDuration);
  }

  /** A decision is about to be made on the observation's segment. */
  observe({ segment }: Observation): void {
    this.clock.note(segment);
    const contiguous = this.end !== undefined && segment.index <= this.end + 1;
    // Where the player has gone elsewhere, nothing is known of what lies before.
    if (!contiguous) this.levels.clear();
    this.end = contiguous ? Math.max(this.end!, segment.index) : segment.index;
  }

  ask(segment: number): void {
    this.asked = segment;
  }

  /** What was asked for has come. */
  arrived(level: number): void {
    if (this.asked !== undefined) this.levels.set(this.asked, level);
  }

  clear(): void {
    this.levels.clear();
    this.end = undefined;
    this.asked = undefined;
  }

  levelOf(segment: number): number | undefined {
    return this.levels.get(segment);
  }

  /** Media time at which a segment begins. */
  startOf(segment: number): Seconds {
    return this.clock.startOf(segment);
  }

  /** Media between the playhead and the segment's beginning. */
  ahead(segment: number, { buffer }: Observation): Seconds {
    const { clock } = this;
    return buffer - (clock.startOf(this.end ?? segment) - clock.startOf(segment));
  }

  /** The first segment of those held so far ahead, or farther, that the test is true of. */
  firstBeyond(seconds: Seconds, o: Observation, test: (level: number) => boolean): number | undefined {
    let found: number | undefined;
    for (let segment = (this.end ?? 0) - 1; ; segment--) {
      const level = this.levels.get(segment);
      if (level === undefined || this.ahead(segment, o) < seconds) return found;
      if (test(level)) found = segment;
    }
  }
}
