import type { PlayerSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import type { Player } from "./player.js";
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
  private readonly bufferLimit: PlayerSettings["bufferLimit"];
  private readonly maxBuffer: () => Seconds;

  constructor(parts: {
    readonly player: Player;
    readonly track: TrackBuffer;
    readonly times: SegmentTimes;
    readonly bufferLimit: PlayerSettings["bufferLimit"];
    readonly maxBuffer: () => Seconds;
  }) {
    this.player = parts.player;
    this.track = parts.track;
    this.times = parts.times;
    this.bufferLimit = parts.bufferLimit;
    this.maxBuffer = parts.maxBuffer;
  }

  /** @param underWay segments that are under way @returns undefined if the segment fits now */
  markFor(segment: number, underWay: readonly number[]): RoomMark | undefined {
    const { player, track, times } = this;
    // What takes the place of another copy, or fills a gap, is wanted however full the buffer is.
    if (segment < track.firstMissing || track.hasLaterThan(segment)) return undefined;
    let others = track.beyondGap;
    for (const other of underWay) {
      if (other > segment) return undefined;
      if (other >= track.firstMissing && track.levelOf(other) === undefined)
        others += times.durations[other]!;
    }
    const room = this.levelFor(segment);
    const end = track.wholeEnd + others;
    if (!(end - player.position() > room)) return undefined;
    const known = others === 0 && track.bufferedEnd === track.wholeEnd && player.playhead.rate === 1;
    return { position: end - room, buffer: known ? room : undefined };
  }

  /** The buffer level at which the segment is asked for. One longer than the whole buffer fits into an empty one. */
  private levelFor(segment: number): Seconds {
    const most = this.maxBuffer();
    return this.bufferLimit === "below" ? most : Math.max(0, most - this.times.durations[segment]!);
  }
}
