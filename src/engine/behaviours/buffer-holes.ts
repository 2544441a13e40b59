import type { Seconds } from "../../units.js";
import type { SegmentTimes } from "../player/segment-times.js";
import type { SessionControl } from "../session-control.js";

/** Media that is missing while later media is there. */
export interface BufferHole {
  /** The first segment that is missing. */
  readonly segment: number;
  /** Media times. */
  readonly start: Seconds;
  readonly end: Seconds;
}

/**
 * What the player has asked for and got, since its buffer was last cleared: enough to tell a hole, which comes about
 * when a later segment overtakes an earlier one, and whether anybody is about to fill it.
 */
export class BufferHoles {
  private readonly session: SessionControl;
  private readonly times: SegmentTimes;
  private readonly underWay = new Set<number>();
  /** The latest segment in the video that has arrived; -1 while none has. */
  private latest = -1;

  constructor(session: SessionControl, times: SegmentTimes) {
    this.session = session;
    this.times = times;
    session.listen({
      segmentRequested: (segment) => this.underWay.add(segment),
      segmentArrived: (segment) => {
        this.underWay.delete(segment);
        this.latest = Math.max(this.latest, segment);
      },
      sought: (_from, to) => {
        if (this.keeps(to)) return;
        this.underWay.clear();
        this.latest = -1;
      },
    });
  }

  /** Whether video segments have been asked for that have not arrived. */
  get busy(): boolean {
    return this.underWay.size > 0;
  }

  isUnderWay(segment: number): boolean {
    return this.underWay.has(segment);
  }

  /** The first hole ahead of the playhead, in the video; undefined where there is none. */
  next(): BufferHole | undefined {
    const { session, times, latest } = this;
    const bufferedEnd = session.bufferedEnd();
    let segment = times.segmentAt(bufferedEnd);
    // Where audio is what is missing, video goes on beyond the end of what can be played.
    segment += session.segmentsBufferedFrom(segment);
    for (let after = segment + 1; after <= latest; after++)
      if (session.segmentsBufferedFrom(after) > 0)
        return { segment, start: Math.max(bufferedEnd, times.starts[segment]!), end: times.starts[after]! };
    return undefined;
  }

  /** Whether a seek leaves what is buffered and under way alone: within the buffer, where players do so. */
  private keeps(to: Seconds): boolean {
    const { session, times } = this;
    return (
      session.settings.player.seekClearsBuffer !== true &&
      session.segmentsBufferedFrom(times.segmentAt(to)) > 0
    );
  }
}
