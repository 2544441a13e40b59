import type { SessionEnd } from "../model/session.js";
import type { SessionSettings } from "../model/settings.js";
import type { Seconds } from "../units.js";
import { EventQueue, type Ticket } from "./event-queue.js";
import type { CapacityCursor } from "./network/capacity.js";
import { type Flow, Link } from "./network/link.js";
import type { Player } from "./player/player.js";

type Event = "flowEnd" | "firstByte" | "room" | "request" | "mediaEnd" | "giveUp" | "leave" | "dry";

/**
 * Which of two events at the same instant comes first. What arrives in time counts: a segment that lands as the
 * buffer empties prevents the stall, and a viewer who leaves with the last frame has seen it all.
 */
const PRIORITY: Readonly<Record<Event, number>> = {
  flowEnd: 0,
  firstByte: 1,
  room: 2,
  request: 3,
  mediaEnd: 4,
  giveUp: 5,
  leave: 6,
  dry: 7,
};

/** Drives a player by events from a queue: the general lane, in which several things may be under way at once. */
export function runByEvents(
  player: Player,
  capacity: CapacityCursor,
  segments: number,
  settings: SessionSettings,
): SessionEnd {
  const { roundTripTime, latencyRule, payloadShare = 1, latencyAdvancesTrace = true } = settings.network;
  const { starvedAfter } = settings.player;
  const { playhead, pending } = player;
  const queue = new EventQueue<Event>();
  const link = new Link(capacity);
  let segment = 0;
  let waitingSince: Seconds = 0;
  let flow: Flow | undefined;
  let bufferEvent: Ticket | undefined;
  let giveUpEvent: Ticket | undefined;

  const schedule = (event: Event, time: Seconds) => queue.schedule(time, PRIORITY[event], event);

  const awaitRoom = () => {
    waitingSince = queue.now;
    player.awaitRoom(segment);
    schedule("room", player.roomAt);
  };

  /** The buffer changed, or playback started: when it runs empty is to be computed again. */
  const watchBuffer = () => {
    if (bufferEvent) queue.cancel(bufferEvent);
    bufferEvent = playhead.moving
      ? schedule(player.complete ? "mediaEnd" : "dry", playhead.timeOfBuffer(0))
      : undefined;
  };

  const firstByteOf = (now: Seconds): Seconds => {
    if (roundTripTime !== undefined) return now + roundTripTime;
    if (latencyRule === "along trace") return capacity.latencyEnd(now, now + starvedAfter);
    return now + (capacity.latencyAt(now) ?? 0);
  };

  const watchLink = () => {
    const end = link.nextEnd(pending.requested + starvedAfter);
    if (end < Number.POSITIVE_INFINITY) schedule("flowEnd", end);
  };

  const endUnfinished = (status: "quit" | "starved"): SessionEnd => {
    if (giveUpEvent) {
      if (flow) link.leave(flow, queue.now);
      player.cut((flow?.received ?? 0) * payloadShare, status === "quit" ? "cut" : "starved");
    }
    return player.stop(status);
  };

  if (settings.viewer.leaveAt !== undefined) schedule("leave", settings.viewer.leaveAt);
  awaitRoom();

  for (let event = queue.next(); event !== undefined; event = queue.next()) {
    const { now } = queue;
    player.now = now;
    switch (event) {
      case "room":
        player.decide(segment, now - waitingSince);
        watchBuffer();
        schedule("request", pending.requested);
        break;
      case "request":
        player.send();
        pending.firstByte = Number.NaN;
        giveUpEvent = schedule("giveUp", now + starvedAfter);
        schedule("firstByte", firstByteOf(now));
        break;
      case "firstByte":
        pending.firstByte = now;
        if (!latencyAdvancesTrace) capacity.hold(now - pending.requested, now);
        flow = link.join(pending.size / payloadShare, now);
        watchLink();
        break;
      case "flowEnd":
        link.complete(now);
        if (giveUpEvent) queue.cancel(giveUpEvent);
        player.deliver();
        flow = undefined;
        giveUpEvent = undefined;
        segment++;
        if (segment < segments) awaitRoom();
        watchBuffer();
        break;
      case "dry":
        player.runDry();
        break;
      case "mediaEnd":
        return player.stop("completed");
      case "giveUp":
        return endUnfinished("starved");
      case "leave":
        return endUnfinished("quit");
    }
  }
  throw new RangeError(`nothing left to happen at ${queue.now} s, before the session ended`);
}
