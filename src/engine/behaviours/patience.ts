import type { PlayerState } from "../../model/session.js";
import type { PatienceSettings } from "../../model/settings/index.js";
import type { RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";
import type { Ticket } from "../agenda.js";
import type { Behaviour, SessionControl } from "../session-control.js";
import { exponentialDraw } from "./exponential.js";

/**
 * How long one wait is borne: for a time surely, and then at a constant hazard, as viewers were seen to give up a
 * slow start (Krishnan and Sitaraman, IMC 2012: from 2 s on, 5.8 % more by the second).
 *
 * @param sure seconds that are borne in any case
 * @param hazard of leaving, by the second, beyond that; undefined: the viewer leaves at once
 */
export function borne(sure: Seconds, hazard: number | undefined, random: RandomStream): Seconds {
  return hazard === undefined ? sure : sure + exponentialDraw(hazard, random);
}

/**
 * The viewer leaves when a wait lasts too long. Each stall counts by itself. A pause ends it, as the viewer is then
 * busy elsewhere, and waiting after a seek, which the viewer chose, is none.
 *
 * Startup and stalls have streams of their own, of which each wait takes one number, so that the n-th stall is borne
 * as long in all arms.
 */
export function patience(settings: PatienceSettings): Behaviour {
  return (session) => {
    if (settings.startup !== undefined)
      leaveIfStill(
        session,
        "starting",
        settings.startup,
        settings.hazard,
        session.random("startup patience"),
      );
    leaveIfStill(session, "rebuffering", settings.stall, settings.hazard, session.random("patience"));
  };
}

/** Leaves a state that has lasted too long, by leaving the session. */
function leaveIfStill(
  session: SessionControl,
  waiting: PlayerState,
  sure: Seconds,
  hazard: number | undefined,
  random: RandomStream,
): void {
  let ticket: Ticket | undefined;
  const follow = (state: PlayerState) => {
    session.cancel(ticket);
    ticket = undefined;
    if (state !== waiting) return;
    const time = borne(sure, hazard, random);
    if (Number.isFinite(time)) ticket = session.at(session.now + time, () => session.leave());
  };
  session.listen({ stateChanged: follow });
  follow(session.state);
}
