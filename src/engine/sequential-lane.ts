import type { SessionEnd } from "../model/session.js";
import type { SessionSettings } from "../model/settings.js";
import type { Seconds } from "../units.js";
import type { CapacityCursor } from "./network/capacity.js";
import type { Player } from "./player/player.js";

/**
 * Drives a player straight from request to request. When a player makes one request at a time and has the link to
 * itself, what happens next is known without an agenda: this is the case that researchers run by the million. It
 * calls the player at the same times, in the same order, as the event lane does, and so gives the same log to the
 * bit.
 */
export function runSequentially(
  player: Player,
  capacity: CapacityCursor,
  segments: number,
  settings: SessionSettings,
): SessionEnd {
  const lane = new SequentialLane(player, capacity, settings);
  for (let segment = 0; segment < segments; segment++) {
    // A call for each segment, and not one loop around all: engines optimise functions better than loops.
    const end = lane.fetch(segment);
    if (end !== undefined) return end;
  }
  return lane.playOut();
}

class SequentialLane {
  private readonly player: Player;
  private readonly capacity: CapacityCursor;
  private readonly roundTripTime: Seconds | undefined;
  private readonly starvedAfter: Seconds;
  private readonly leaveAt: Seconds;

  constructor(player: Player, capacity: CapacityCursor, settings: SessionSettings) {
    this.player = player;
    this.capacity = capacity;
    this.roundTripTime = settings.network.roundTripTime;
    this.starvedAfter = settings.player.starvedAfter;
    this.leaveAt = settings.viewer.leaveAt ?? Number.POSITIVE_INFINITY;
  }

  /** From the moment that the segment before has arrived until this one has; or the end of the session. */
  fetch(segment: number): SessionEnd | undefined {
    const { player, capacity, leaveAt } = this;
    const { pending } = player;
    player.awaitRoom(segment);
    if (player.roomAt > leaveAt) return this.endAt(leaveAt, "quit");
    const waited = player.roomAt - player.now;
    player.now = player.roomAt;
    player.decide(segment, waited);
    const { requested } = pending;
    if (requested > leaveAt) return this.endAt(leaveAt, "quit");
    player.send();

    pending.firstByte = requested + (this.roundTripTime ?? capacity.latencyAt(requested) ?? 0);
    const giveUp = requested + this.starvedAfter;
    const end = capacity.deliveryEnd(pending.firstByte, pending.size, giveUp);
    if (end > giveUp || end > leaveAt) return this.cut(giveUp);
    this.drainUntil(end);
    player.now = end;
    player.deliver();
    return undefined;
  }

  /** All media has arrived; what is left is to watch it. */
  playOut(): SessionEnd {
    const end = this.player.playhead.timeOfBuffer(0);
    const seen = end <= this.leaveAt;
    this.player.now = seen ? end : this.leaveAt;
    return this.player.stop(seen ? "completed" : "quit");
  }

  /** The session ends before the pending request does. */
  private cut(giveUp: Seconds): SessionEnd {
    const { player, leaveAt } = this;
    const { pending } = player;
    const starved = giveUp <= leaveAt;
    const limit = starved ? giveUp : leaveAt;
    this.drainUntil(limit);
    player.now = limit;
    if (pending.firstByte > limit) {
      pending.firstByte = Number.NaN;
      player.cut(0, starved ? "starved" : "cut");
    } else {
      const received = Math.min(pending.size, this.capacity.delivered(pending.firstByte, limit));
      player.cut(received, starved ? "starved" : "cut");
    }
    return player.stop(starved ? "starved" : "quit");
  }

  private endAt(time: Seconds, status: "quit"): SessionEnd {
    this.drainUntil(time);
    this.player.now = time;
    return this.player.stop(status);
  }

  /** Stops playback where the buffer ran empty, if it did before this time. */
  private drainUntil(time: Seconds): void {
    const { player } = this;
    if (!player.playhead.moving) return;
    const dry = player.playhead.timeOfBuffer(0);
    if (dry >= time) return;
    player.now = dry;
    player.runDry();
  }
}
