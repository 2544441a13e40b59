import type { Seconds } from "../../units.js";

/**
 * Where playback is in the media, and how much is buffered ahead of it. Between the moments when it starts or
 * stops, the position is one linear function of the clock; it is always evaluated from the last such moment
 * (the anchor), never added up, so looking at it does not change it.
 */
export class Playhead {
  /** Media time up to which segments have arrived without a gap. */
  bufferedEnd: Seconds = 0;
  moving = false;
  private anchorTime: Seconds = 0;
  private anchorPosition: Seconds = 0;

  start(now: Seconds): void {
    this.anchorTime = now;
    this.moving = true;
  }

  /** Stops where the buffered media ends. */
  stopDry(now: Seconds): void {
    this.anchorTime = now;
    this.anchorPosition = this.bufferedEnd;
    this.moving = false;
  }

  position(now: Seconds): Seconds {
    return this.moving ? this.anchorPosition + (now - this.anchorTime) : this.anchorPosition;
  }

  /** Media ahead of the playhead. */
  bufferAt(now: Seconds): Seconds {
    const buffer = this.bufferedEnd - this.position(now);
    return Math.max(buffer, 0);
  }

  /** When the buffer will have drained to this level, while moving and if nothing arrives; may lie in the past. */
  timeOfBuffer(level: Seconds): Seconds {
    return this.anchorTime + (this.bufferedEnd - level - this.anchorPosition);
  }
}
