import type { Seconds } from "../../units.js";

/**
 * Where playback is in the media. Between the moments when it starts, stops, jumps or changes its rate, the position
 * is one linear function of the clock; it is always evaluated from the last such moment (the anchor), never added
 * up, so looking at it does not change it.
 */
export class Playhead {
  moving = false;
  /** Media seconds in a second, while moving. */
  rate = 1;
  private anchorTime: Seconds = 0;
  private anchorPosition: Seconds = 0;

  start(now: Seconds): void {
    this.anchorTime = now;
    this.moving = true;
  }

  /** Stops at a media time, which is where it is but for rounding. */
  stopAt(position: Seconds, now: Seconds): void {
    this.anchorTime = now;
    this.anchorPosition = position;
    this.moving = false;
  }

  /** Goes on from another place, at once. */
  jumpTo(position: Seconds, now: Seconds): void {
    this.anchorTime = now;
    this.anchorPosition = position;
  }

  setRate(rate: number, now: Seconds): void {
    this.jumpTo(this.position(now), now);
    this.rate = rate;
  }

  position(now: Seconds): Seconds {
    return this.moving ? this.anchorPosition + this.rate * (now - this.anchorTime) : this.anchorPosition;
  }

  /** When it will be there, while moving and if nothing changes; may lie in the past. */
  timeOf(position: Seconds): Seconds {
    return this.anchorTime + (position - this.anchorPosition) / this.rate;
  }
}
