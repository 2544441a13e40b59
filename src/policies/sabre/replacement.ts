import type { Observation } from "../../model/policy.js";
import type { Seconds } from "../../units.js";

/** Which buffered segment is replaced, of those that may be: none, the earliest, or the latest. */
export const REPLACEMENTS = ["none", "left", "right"] as const;
export type Replacement = (typeof REPLACEMENTS)[number];

/**
 * Sabre's segment replacement (Spiteri, Sitaraman and Sparacio, MMSys 2018, "fast switching"; its class Replace).
 * Whenever a level has been chosen for the next segment, buffered segments are looked at that begin at least 1.5
 * segment durations ahead of the playhead and are of a lower level. If there are any, one of them is fetched again at
 * the chosen level, instead of the next segment and without a wait: the earliest (`left`) or the latest (`right`).
 * The next decision is then made as any other. A replacement is given up once the playhead is at its segment.
 *
 * Players do not say what they have buffered, so this remembers what came. It takes segments to be of nominal
 * duration and to be fetched one at a time; a player that knows better replaces nothing by a lower level anyway.
 */
export class SabreReplacement {
  /** The segment that is being replaced. */
  replacing: number | undefined;
  private readonly fromTheLeft: boolean;
  private readonly segmentDuration: Seconds;
  private readonly leastAhead: number;
  /** By segment: the level that came last. */
  private readonly held = new Map<number, number>();
  /** The first segment that has not been asked about. */
  private next = 0;

  /** @param leastAhead segment durations ahead of the playhead */
  constructor(strategy: "left" | "right", segmentDuration: Seconds, leastAhead: number) {
    this.fromTheLeft = strategy === "left";
    this.segmentDuration = segmentDuration;
    this.leastAhead = leastAhead;
  }

  /**
   * After a replacement, players go on to the buffered segments behind it.
   *
   * @returns the level that is there, if the decision is about such a segment
   */
  levelThere({ segment }: Observation): number | undefined {
    return segment.index < this.next ? this.held.get(segment.index) : undefined;
  }

  /**
   * Looks for a segment to replace, now that this level was chosen for the next one.
   *
   * @returns where replacing should begin, in media time; undefined if there is nothing to replace
   */
  find(level: number, { segment, buffer }: Observation): Seconds | undefined {
    const { held, segmentDuration, fromTheLeft } = this;
    this.next = segment.index + 1;
    const most = Math.floor(buffer / segmentDuration - this.leastAhead);
    this.replacing = undefined;
    for (let step = 1; step <= most; step++) {
      const candidate = segment.index - (fromTheLeft ? most + 1 - step : step);
      if ((held.get(candidate) ?? level) >= level) continue;
      this.replacing = candidate;
      // Half a segment early, so that neither rounding nor slightly uneven durations miss it.
      return Math.max(0, (candidate - 0.5) * segmentDuration);
    }
    return undefined;
  }

  /** @returns the level to keep, if what is being fetched replaces a segment that the playhead has come to */
  tooLate(segment: number, buffer: Seconds): number | undefined {
    const ahead = this.next - 1 - segment;
    return buffer <= ahead * this.segmentDuration ? this.held.get(segment) : undefined;
  }

  /** A download finished. @returns whether it replaced another copy */
  delivered(level: number, { segment }: Observation): boolean {
    const { replacing } = this;
    this.held.set(replacing ?? segment.index - 1, level);
    this.replacing = undefined;
    return replacing !== undefined;
  }

  /** The viewer sought: what is buffered may be gone. */
  forget(): void {
    this.held.clear();
    this.replacing = undefined;
    this.next = 0;
  }
}
