import type { Seconds } from "../../units.js";
import type { Ticket } from "../agenda.js";
import type { Behaviour } from "../session-control.js";

/** Who limits the levels, in the log. */
const BY = "failed requests";

/** For so long after a level could not be had, it is not asked for again, nor are those above it. */
export function levelPenalty(seconds: Seconds): Behaviour {
  return (session) => {
    let end: Ticket | undefined;
    session.listen({
      levelFailed(level) {
        session.cancel(end);
        session.limitLevels(BY, { max: level - 1 });
        end = session.at(session.now + seconds, () => session.limitLevels(BY, undefined));
      },
    });
  };
}
