import type { PlayerSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import { type Player, ROUNDING } from "./player.js";
import type { SegmentTimes } from "./segment-times.js";
import type { TrackBuffer } from "./track-buffer.js";

/** Where the playhead must be for a segment to fit into the buffer. */
export interface RoomMark {
  /** Media time. */
  readonly position: Seconds;
  /** The buffer level then, if it is known to the bit; what is under way leaves it open. */
  readonly buffer: Seconds | undefined;
}

/** Room in a track's buffer, which what is under way and what lies beyond a gap take, too. */
export class Room {
  private readonly player: Player;
  private readonly track: TrackBuffer;
  private readonly times: SegmentTimes;
  private readonly settings: PlayerSettings;
  private readonly maxBuffer: () => Seconds;
  private readonly atTop: () => boolean;

  constructor(parts: {
    readonly player: Player;
    readonly track: TrackBuffer;
    readonly times: SegmentTimes;
    readonly settings: PlayerSettings;
    readonly maxBuffer: () => Seconds;
    /** The highest level is the one asked for. */
    readonly atTop: () => boolean;
  }) {
    this.player = parts.player;
    this.track = parts.track;
    this.times = parts.times;
    this.settings = parts.settings;
    this.maxBuffer = parts.maxBuffer;
    this.atTop = parts.atTop;
  }

  /** @param underWay segments that are under way @returns undefined if the segment fits now */
  markFor(segment: number, underWay: readonly number[]): RoomMark | undefined {
    const { player, track, times } = this;
    const replaces = segment < track.firstMissing;
    // What takes the place of another copy, or fills a gap, is wanted however full the buffer is.
    if (replaces && this.settings.fastSwitch?.replaces !== "all") return undefined;
    if (!replaces && track.hasLaterThan(segment)) return undefined;
    let others = track.beyondGap;
    for (const other of underWay) {
      if (other > segment) return undefined;
      if (other >= track.firstMissing && track.levelOf(other) === undefined)
        others += times.durations[other]!;
    }
    const room = this.levelFor(segment);
    const end = track.wholeEnd + others;
    const ahead = end - player.position();
    if (!(ahead > room) || this.isLeftOver(ahead)) return undefined;
    const known = others === 0 && track.bufferedEnd === track.wholeEnd && player.playhead.rate === 1;
    return { position: end - room, buffer: known ? room : undefined };
  }

  /** Playback has stopped with so much, and rounding must not make it more. */
  private isLeftOver(ahead: Seconds): boolean {
    const { stallBuffer = 0 } = this.settings;
    return stallBuffer > 0 && !this.player.playhead.moving && ahead <= stallBuffer + ROUNDING;
  }

  /** The buffer level at which the segment is asked for. One longer than the whole buffer fits into an empty one. */
  private levelFor(segment: number): Seconds {
    const { bufferLimit, maxBufferAtTop = 0, stallBuffer = 0 } = this.settings;
    const most = this.atTop() ? Math.max(this.maxBuffer(), maxBufferAtTop) : this.maxBuffer();
    const level = bufferLimit === "below" ? most : most - this.times.durations[segment]!;
    // Less is never left while more is to come.
    return Math.max(stallBuffer, level, 0);
  }
}
