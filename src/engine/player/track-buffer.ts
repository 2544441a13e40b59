import type { Seconds } from "../../units.js";
import type { SegmentTimes } from "./segment-times.js";

/** Marks a segment that is not in the buffer. */
const ABSENT = -1;

/**
 * What is buffered of one track. Segments may arrive in any order; playable is what follows the playhead without a
 * gap. Of segments that arrive in chunks, the part that has come may be played before the rest.
 */
export class TrackBuffer {
  /** Media time up to which there is no gap from where playback is. */
  bufferedEnd: Seconds = 0;
  private readonly times: SegmentTimes;
  private readonly levels: Int16Array;
  /** The first segment, from where playback is on, that is not wholly there. */
  private missing = 0;
  /** The latest segment in the video that is there; -1 while none is. */
  private latest = -1;
  /** Of segments of which a part has come, how many seconds from their start. */
  private readonly parts = new Map<number, Seconds>();

  constructor(times: SegmentTimes) {
    this.times = times;
    this.levels = new Int16Array(times.count).fill(ABSENT);
  }

  /** The first segment, from where playback is on, that is not wholly there; the number of segments if all are. */
  get firstMissing(): number {
    return this.missing;
  }

  /** Where that segment begins. */
  get wholeEnd(): Seconds {
    return this.times.starts[this.missing]!;
  }

  /** Nothing is missing from where playback is to the end of the media. */
  get complete(): boolean {
    return this.missing === this.times.count;
  }

  /** The level of the copy that is there; undefined if none is. */
  levelOf(segment: number): number | undefined {
    const level = this.levels[segment];
    return level === undefined || level === ABSENT ? undefined : level;
  }

  /** Whether a segment later in the video is there. */
  hasLaterThan(segment: number): boolean {
    return this.latest > segment;
  }

  /** Media that is wholly there, but beyond a gap. */
  get beyondGap(): Seconds {
    let seconds = 0;
    for (let segment = this.missing + 1; segment <= this.latest; segment++)
      if (this.levels[segment] !== ABSENT) seconds += this.times.durations[segment]!;
    return seconds;
  }

  /** A segment has arrived in whole. It takes the place of an earlier copy. */
  add(segment: number, level: number): void {
    this.levels[segment] = level;
    if (segment > this.latest) this.latest = segment;
    if (segment === this.missing) this.advance();
  }

  /** So much from the start of a segment has arrived. What has come once can be played, even if the rest never comes. */
  addPart(segment: number, seconds: Seconds): void {
    if (seconds <= (this.parts.get(segment) ?? 0)) return;
    this.parts.set(segment, seconds);
    this.advance();
  }

  /** Whether playback could go on from this media time at once. */
  holds(position: Seconds): boolean {
    const segment = this.times.segmentAt(position);
    if (this.levels[segment] !== ABSENT) return true;
    return position < this.times.starts[segment]! + this.partOf(segment);
  }

  /** Playback goes on from the segment that holds this media time. What is buffered stays. */
  moveTo(position: Seconds): void {
    this.missing = this.times.segmentAt(position);
    this.advance();
  }

  clear(): void {
    this.levels.fill(ABSENT);
    this.latest = -1;
    this.parts.clear();
  }

  private advance(): void {
    while (this.missing < this.times.count && this.levels[this.missing] !== ABSENT) this.missing++;
    this.bufferedEnd = this.wholeEnd + this.partOf(this.missing);
  }

  private partOf(segment: number): Seconds {
    return this.parts.get(segment) ?? 0;
  }
}
