import type { ControlSettings } from "../../model/settings/index.js";
import type { Behaviour } from "../session-control.js";

/**
 * Commands that are under way at once: those beyond are not sent. As many as RFC 9113 section 6.5.2 wants a server to
 * take at least; a link that is down would otherwise collect them without end.
 */
export const MOST_UNDER_WAY = 100;

/**
 * Commands to and from the server, which document 004 wants never to be delayed by chunks of video: one after each
 * period, from the first period's end on, whether or not those before have come through, up to {@link MOST_UNDER_WAY}.
 * With priority they pass media on the link; how long each took is in the log.
 */
export function controlTraffic({ every, size, priority }: ControlSettings): Behaviour {
  return (session) => {
    let periods = 0;
    let underWay = 0;
    const finished = () => {
      underWay--;
    };
    const send = () => {
      const resource = `control/${periods}`;
      if (underWay < MOST_UNDER_WAY) {
        underWay++;
        session.fetchOther({ kind: "control", size, resource, urgent: priority, finished });
      }
      periods++;
      planNext();
    };
    // From the start, not from the one before: sums of periods would drift.
    const planNext = () => session.at((periods + 1) * every, send);
    planNext();
  };
}
