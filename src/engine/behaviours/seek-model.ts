import type { SeekModel } from "../../model/settings/index.js";
import type { RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";
import type { Ticket } from "../agenda.js";
import type { Behaviour } from "../session-control.js";
import { exponentialDraw } from "./exponential.js";

const SECONDS_PER_HOUR = 3600;

/**
 * However long the session, no viewer seeks more often than this (ours). One who seeks back as fast as the video plays
 * would never come to its end.
 */
export const MOST_SEEKS = 1000;

/** A seek that chance has chosen, before it is known where playback will be. */
export interface DrawnSeek {
  /** Seconds of playing before it, since the seek before. */
  readonly after: Seconds;
  readonly forwards: boolean;
  /** Of what can be reached in that direction, 0 to 1. */
  readonly share: number;
}

/** Always three numbers of the stream, so that the n-th seek is the same in all arms, whatever they made of the others. */
export function drawSeek(model: SeekModel, random: RandomStream): DrawnSeek {
  const after = exponentialDraw(model.perHour / SECONDS_PER_HOUR, random);
  return { after, forwards: random() < model.forwards, share: random() };
}

/**
 * Where a drawn seek lands: evenly within the farthest distance, or within the media that is left in that direction
 * if that is less, so that no seek falls out of the video.
 *
 * @returns media time
 */
export function landing(seek: DrawnSeek, from: Seconds, farthest: Seconds, duration: Seconds): Seconds {
  return seek.forwards
    ? from + seek.share * Math.min(farthest, Math.max(0, duration - from))
    : from - seek.share * Math.min(farthest, from);
}

/**
 * The viewer seeks at random moments: a Poisson process (ours) that runs while the video plays and stands still
 * while it does not, so that a player that stalls more is not sought in more.
 */
export function randomSeeks(model: SeekModel): Behaviour {
  return (session) => {
    if (model.perHour === 0) return;
    const random = session.random("seeks");
    let next = drawSeek(model, random);
    /** Seconds of playing until the next seek, at the time of `since`. */
    let left = next.after;
    let since: Seconds = 0;
    let ticket: Ticket | undefined;
    let made = 0;

    const run = () => {
      if (made === MOST_SEEKS) return;
      since = session.now;
      ticket = session.at(since + left, seek);
    };
    const stop = () => {
      if (ticket === undefined) return;
      session.cancel(ticket);
      ticket = undefined;
      left = Math.max(0, left - (session.now - since));
    };
    const seek = () => {
      ticket = undefined;
      made++;
      const to = landing(next, session.position(), model.farthest, session.video.duration);
      next = drawSeek(model, random);
      left = next.after;
      session.seek(to, "viewer");
      // A seek into the buffer may leave the player playing, without a change of state to hear of.
      if (session.state === "playing" && ticket === undefined) run();
    };

    session.listen({
      stateChanged(state) {
        if (state !== "playing") stop();
        else if (ticket === undefined) run();
      },
    });
    if (session.state === "playing") run();
  };
}
