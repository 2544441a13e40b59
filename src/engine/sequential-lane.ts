import type { SessionEnd } from "../model/session.js";
import type { SessionSettings } from "../model/settings.js";
import type { Seconds } from "../units.js";
import type { CapacityCursor } from "./network/capacity.js";
import type { Player } from "./player/player.js";

/**
 * Drives a player straight from request to request. When a player makes one request at a time and has the link to
 * itself, what happens next is known without an agenda: this is the case that researchers run by the million. It
 * calls the player with the same arguments, in the same order, as the event lane does, and so gives the same log
 * to the bit.
 */
export function runSequentially(
  player: Player,
  capacity: CapacityCursor,
  segments: number,
  settings: SessionSettings,
): SessionEnd {
  const { roundTripTime } = settings.network;
  const { starvedAfter } = settings.player;
  const leaveAt = settings.viewer.leaveAt ?? Number.POSITIVE_INFINITY;
  const { playhead, pending } = player;
  let now: Seconds = 0;

  for (let segment = 0; segment < segments; segment++) {
    const room = player.timeOfRoom(now, segment);
    if (room > leaveAt) return player.stop({ status: "quit", at: leaveAt });
    player.idled(room - now);
    player.decide(room, segment);
    const { requested } = pending;
    if (requested > leaveAt) {
      settleBuffer(player, leaveAt);
      return player.stop({ status: "quit", at: leaveAt });
    }
    player.send();

    const firstByte = requested + (roundTripTime ?? capacity.latencyAt(requested) ?? 0);
    const giveUp = requested + starvedAfter;
    const end = capacity.deliveryEnd(firstByte, pending.size, giveUp);
    const limit = giveUp < leaveAt ? giveUp : leaveAt;
    if (end > limit) {
      settleBuffer(player, limit);
      const begun = firstByte <= limit;
      const received = begun ? Math.min(pending.size, capacity.delivered(firstByte, limit)) : 0;
      const starved = giveUp <= leaveAt;
      player.cut(received, begun ? firstByte : undefined, limit, starved ? "starved" : "cut");
      return player.stop({ status: starved ? "starved" : "quit", at: limit });
    }
    settleBuffer(player, end);
    player.deliver(firstByte, end);
    now = end;
  }

  const end = playhead.timeOfBuffer(0);
  if (end > leaveAt) return player.stop({ status: "quit", at: leaveAt });
  return player.stop({ status: "completed", at: end });
}

/** Stops playback where the buffer ran empty, if it did before `now`. */
function settleBuffer(player: Player, now: Seconds): void {
  if (!player.playhead.moving) return;
  const dry = player.playhead.timeOfBuffer(0);
  if (dry < now) player.runDry(dry);
}
