import type { Phase } from "../../model/policy.js";
import type { Buffering, ShakaMediaElement, ShakaPlayer } from "./player.js";

export interface PlaybackEvents {
  /** Whether it is media that playback waits for. */
  isStarved(): boolean;
  stalled(): void;
  /** The viewer moved the playhead. */
  sought(): void;
}

/**
 * What playback is at, from the element's events and, for players that stop it themselves when their buffer is low
 * (`streaming.rebufferingGoal`), from Shaka's event `buffering`.
 */
export class Playback {
  private readonly player: ShakaPlayer;
  private readonly element: ShakaMediaElement;
  private readonly events: PlaybackEvents;
  private started = false;
  private waiting = false;

  constructor(player: ShakaPlayer, element: ShakaMediaElement, events: PlaybackEvents) {
    this.player = player;
    this.element = element;
    this.events = events;
    element.addEventListener("playing", this.onPlaying);
    element.addEventListener("waiting", this.onWaiting);
    element.addEventListener("seeking", this.onSeeking);
    player.addEventListener("buffering", this.onBuffering);
  }

  close(): void {
    const { element } = this;
    element.removeEventListener("playing", this.onPlaying);
    element.removeEventListener("waiting", this.onWaiting);
    element.removeEventListener("seeking", this.onSeeking);
    this.player.removeEventListener("buffering", this.onBuffering);
  }

  get phase(): Phase {
    if (!this.started) return "startup";
    if (this.element.seeking) return "seeking";
    return this.waiting ? "rebuffering" : "playing";
  }

  private readonly onPlaying = () => {
    this.started = true;
    this.waiting = false;
  };

  private readonly onWaiting = () => {
    if (!this.started || this.waiting || this.element.seeking || !this.events.isStarved()) return;
    this.waiting = true;
    this.events.stalled();
  };

  /** The first is no viewer's: the player goes where it begins. */
  private readonly onSeeking = () => {
    if (!this.started) return;
    this.waiting = false;
    this.events.sought();
  };

  private readonly onBuffering = (event: unknown) => {
    if ((event as Buffering).buffering) this.onWaiting();
    else this.waiting = false;
  };
}
