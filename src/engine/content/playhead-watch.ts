import type { Seconds } from "../../units.js";
import type { Ticket } from "../agenda.js";
import { ROUNDING } from "../player/player.js";
import type { SessionControl } from "../session-control.js";

/**
 * Does something each time the playhead has come to the next of some media times, by playing or by a seek. It is a
 * rounding error early, so that it comes before the player stops there for want of media: what happens at such a
 * place is no stall.
 *
 * @param next the media time that is waited for; undefined: none
 * @param reached must move `next` on
 */
export function watchPlayhead(
  session: SessionControl,
  next: () => Seconds | undefined,
  reached: () => void,
): void {
  let ticket: Ticket | undefined;

  const plan = (): void => {
    session.cancel(ticket);
    ticket = undefined;
    const mark = next();
    if (mark === undefined) return;
    const wait = mark - ROUNDING - session.position();
    if (wait <= ROUNDING) ticket = session.at(session.now, arrive);
    else if (session.state === "playing" && session.playbackRate() > 0)
      ticket = session.at(session.now + wait / session.playbackRate(), arrive);
  };
  const arrive = (): void => {
    reached();
    plan();
  };

  plan();
  session.listen({
    stateChanged: plan,
    sought() {
      session.cancel(ticket);
      // The playhead is there once the seek is over.
      ticket = session.at(session.now, plan);
    },
  });
}
