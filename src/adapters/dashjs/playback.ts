import type { Phase } from "../../model/policy.js";
import type { Seconds } from "../../units.js";

/** A wait for a full buffer is one of dash.js's polls at least, which come every 500 ms; less is its own work. */
const SHORTEST_IDLE: Seconds = 0.25;

/** What the viewer sees: told by the player's events, in the session's time. */
export class Playback {
  private started = false;
  private current: Phase = "startup";
  private appendedAt: Seconds | undefined;

  get phase(): Phase {
    return this.current;
  }

  playing(): void {
    this.started = true;
    this.current = "playing";
  }

  /** The element ran out of media. @returns whether that is a stall, and a new one */
  waiting(): boolean {
    if (this.current !== "playing") return false;
    this.current = "rebuffering";
    return true;
  }

  /** @returns whether that is a seek of a viewer who has seen something: a start that is not at 0 is none */
  seeking(): boolean {
    this.appendedAt = undefined;
    if (!this.started) return false;
    this.current = "seeking";
    return true;
  }

  sought(): void {
    if (this.current === "seeking") this.current = "playing";
  }

  /** A segment is in the buffer: from here on the player could ask for more. */
  appended(at: Seconds): void {
    this.appendedAt = at;
  }

  /** The player had to wait for something else than room. */
  notIdle(): void {
    this.appendedAt = undefined;
  }

  /** Asking for the next segment. @returns how long the player has waited for room */
  asking(at: Seconds): Seconds {
    const waited = this.appendedAt === undefined ? 0 : at - this.appendedAt;
    this.appendedAt = undefined;
    return waited >= SHORTEST_IDLE ? waited : 0;
  }
}
