import type { ScheduledSeek } from "../../model/settings/index.js";
import type { Behaviour } from "../session-control.js";

/** The viewer seeks at given times, whatever the player is doing then; after the session's end, no more. */
export function scheduledSeeks(seeks: readonly ScheduledSeek[]): Behaviour {
  return (session) => {
    for (const { at, to } of seeks) session.at(at, () => session.seek(to, "viewer"));
  };
}
