import type { LiveState } from "../../model/policy.js";
import type { LiveSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import { ROUNDING } from "../player/player.js";
import type { SegmentTimes } from "../player/segment-times.js";

/**
 * Where the live edge is: the media time that is being filmed, which moves on with the clock. All times are the
 * session's, in seconds since play was pressed, and media times count from the start of the video.
 *
 * The video is what is watched of a stream that began earlier and goes on longer. Play is pressed at the moment when
 * the media time one target latency behind the edge is a segment's start, as players choose the segment to join at,
 * and that segment is the video's first. So playback joins at media time 0, the edge is at the target latency then,
 * and the stream before it, which nobody watches, need not exist (ours).
 */
export class LiveClock {
  /** How far behind the edge playback is meant to be. */
  readonly target: Seconds;
  /** Media time of the edge when play was pressed. */
  readonly edgeAtStart: Seconds;
  /** From the end of a segment, or of a chunk, to its being available. */
  readonly encoderDelay: Seconds;
  /** Of a chunk; undefined where segments come whole. */
  readonly chunk: Seconds | undefined;
  /**
   * Media older than this is gone. One that is narrower than the target latency and a segment cannot be kept: playback
   * at its target would be behind it at once, and again after each jump. It is taken to be that wide (ours).
   */
  readonly window: Seconds;
  private readonly times: SegmentTimes;

  constructor({ targetLatency, dvrWindow, encoderDelay = 0, chunk }: LiveSettings, times: SegmentTimes) {
    this.target = targetLatency;
    this.edgeAtStart = targetLatency;
    this.encoderDelay = encoderDelay;
    this.chunk = chunk;
    const longest = times.durations.reduce((a, b) => Math.max(a, b));
    this.window = Math.max(dvrWindow, targetLatency + longest);
    this.times = times;
  }

  edgeAt(now: Seconds): Seconds {
    return this.edgeAtStart + now;
  }

  /** How far a playhead at this media time is behind the edge. */
  latencyAt(now: Seconds, position: Seconds): Seconds {
    return this.edgeAt(now) - position;
  }

  /** When the media up to this media time can be asked for; may lie before play was pressed. */
  availableFrom(mediaTime: Seconds): Seconds {
    return mediaTime + this.encoderDelay - this.edgeAtStart;
  }

  /** Media time of the end of the newest segment, or chunk, that can be asked for; 0 before the first. */
  newestAt(now: Seconds): Seconds {
    const { starts, end } = this.times;
    const made = this.edgeAt(now) - this.encoderDelay + ROUNDING;
    if (made >= end) return end;
    const start = starts[this.times.segmentAt(made)]!;
    if (this.chunk === undefined || made < start) return start;
    return start + Math.floor((made - start) / this.chunk) * this.chunk;
  }

  /** Where playback is meant to be, as far as the video goes. */
  targetAt(now: Seconds): Seconds {
    const lastStart = this.times.starts[this.times.count - 1]!;
    return Math.min(Math.max(0, this.edgeAt(now) - this.target), lastStart);
  }

  /** Where the first segment begins that begins inside the DVR window. */
  oldestAt(now: Seconds): Seconds {
    const gone = this.edgeAt(now) - this.window;
    if (gone < 0) return 0;
    const { starts } = this.times;
    return starts[this.times.segmentAt(gone + ROUNDING) + 1]!;
  }

  /** What a policy is shown. */
  state(now: Seconds, position: Seconds): LiveState {
    return { latency: this.latencyAt(now, position), target: this.target, edge: this.newestAt(now) };
  }
}
