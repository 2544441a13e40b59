import type { NextSegment } from "../../model/policy.js";
import type { Seconds } from "../../units.js";

/**
 * Where segments begin in the media, as far as a policy has been shown their durations; the others are taken to have
 * the nominal one. A player knows it from its manifest; an observation says how much is buffered, not where.
 */
export class MediaClock {
  private readonly nominal: Seconds;
  /** The segment that was shown first. */
  private origin: number | undefined;
  /** Where each segment from the origin on begins, as far as durations were shown. */
  private readonly starts: Seconds[] = [];

  /** @param nominal segment duration */
  constructor(nominal: Seconds) {
    this.nominal = nominal;
  }

  note({ index, duration }: NextSegment): void {
    const { starts } = this;
    if (this.origin === undefined || index < this.origin) {
      this.origin = index;
      starts.length = 0;
    }
    const place = index - this.origin;
    for (let at = starts.length; at <= place + 1; at++) starts.push(this.startOf(this.origin + at));
    const end = starts[place]! + duration;
    const shift = end - starts[place + 1]!;
    starts[place + 1] = end;
    for (let at = place + 2; shift !== 0 && at < starts.length; at++) starts[at]! += shift;
  }

  startOf(index: number): Seconds {
    const { origin, starts, nominal } = this;
    if (origin === undefined || index < origin) return index * nominal;
    const known = starts[index - origin];
    if (known !== undefined) return known;
    const last = starts.length - 1;
    return last < 0 ? index * nominal : starts[last]! + (index - origin - last) * nominal;
  }
}
