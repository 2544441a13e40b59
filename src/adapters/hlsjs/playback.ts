import type { Phase } from "../../model/policy.js";
import type { Seconds } from "../../units.js";
import type { HlsjsMedia } from "./player.js";

/** What a policy is told of playback. */
export interface PlaybackListener {
  stalled(): void;
  sought(to: Seconds): void;
  /** The playhead is moving to another place, whoever moves it. */
  moving(): void;
}

/** Details of the player's ERROR events that say that it has moved the playhead a little to get over a stall. */
const NUDGES = ["bufferSeekOverHole", "bufferNudgeOnStall"];

/** Watches the video element. Before the first frame is played, nothing is a stall, and no seek is the viewer's. */
export class Playback {
  private media: HlsjsMedia | null = null;
  private started = false;
  private stalled = false;
  private nudged = false;
  private readonly events: readonly (readonly [string, () => void])[];

  constructor(listener: PlaybackListener) {
    this.events = [
      [
        "playing",
        () => {
          this.started = true;
          this.stalled = false;
        },
      ],
      [
        "waiting",
        () => {
          if (!this.media || !this.started || this.stalled || this.media.seeking || this.media.ended) return;
          this.stalled = true;
          listener.stalled();
        },
      ],
      [
        "seeking",
        () => {
          const viewers = this.started && !this.nudged;
          this.nudged = false;
          if (viewers && this.media) listener.sought(this.media.currentTime);
          listener.moving();
        },
      ],
    ];
  }

  get phase(): Phase {
    if (!this.started) return "startup";
    if (this.media?.seeking) return "seeking";
    return this.stalled ? "rebuffering" : "playing";
  }

  attach(media: HlsjsMedia): void {
    this.detach();
    this.media = media;
    for (const [event, listener] of this.events) media.addEventListener(event, listener);
  }

  detach(): void {
    for (const [event, listener] of this.events) this.media?.removeEventListener(event, listener);
    this.media = null;
  }

  /** Another stream begins. */
  restart(): void {
    this.started = false;
    this.stalled = false;
    this.nudged = false;
  }

  /** @param details of an error that the player reports */
  reported(details: string): void {
    if (NUDGES.includes(details)) this.nudged = true;
  }
}
