import type { SegmentLookupSettings } from "../../model/settings/index.js";
import type { SegmentTimes } from "./segment-times.js";

/**
 * Finds the segment to ask for after a switch as hls.js does (fragment-finders.ts, findFragmentByPTS): by halving a list of
 * times, until one is met that the end of the buffer lies in or is nearer to than a tolerance. Where frames are shown
 * later than the times at which they are decoded, two are: the segment that came last, too, and it depends on their
 * places in the list which is met first. So that segment may be asked for again, at the new level.
 */
export class SegmentLookup {
  private readonly settings: SegmentLookupSettings;
  private readonly times: SegmentTimes;
  /** By level: the segments that have come. Of a level of which none has, times are those of its playlist. */
  private readonly came = new Map<number, Set<number>>();
  private lastLevel: number | undefined;

  constructor(settings: SegmentLookupSettings, times: SegmentTimes) {
    this.settings = settings;
    this.times = times;
  }

  /** A segment has come. */
  arrived(segment: number, level: number): void {
    const known = this.came.get(level);
    if (known) known.add(segment);
    else this.came.set(level, new Set([segment]));
    this.lastLevel = level;
  }

  /** The segment that is asked for in the place of the next one: that one, or the one before it. */
  find(next: number, level: number): number {
    const came = this.came.get(level);
    if (next === 0 || next >= this.times.count || level === this.lastLevel || !came) return next;
    const found = this.halve(next);
    return found === next - 1 && !came.has(found) ? found : next;
  }

  /** @param next the buffer ends where this one begins */
  private halve(next: number): number {
    const { starts, count } = this.times;
    const { offset, tolerance } = this.settings;
    const end = starts[next]!;
    let low = 0;
    let high = count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const from = starts[middle]! + offset;
      const to = starts[middle + 1]! + offset;
      const isIn = from <= end && end < to;
      if (!isIn && to - tolerance <= end) low = middle + 1;
      else if (!isIn && from - tolerance > end) high = middle - 1;
      else return middle;
    }
    return next;
  }
}
