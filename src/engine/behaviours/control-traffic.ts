import type { ControlSettings } from "../../model/settings/index.js";
import type { Behaviour } from "../session-control.js";

/**
 * Commands to and from the server, which document 004 wants never to be delayed by chunks of video: one after each
 * period, from the first period's end on, whether or not those before have come through. With priority they pass
 * media on the link; how long each took is in the log.
 */
export function controlTraffic({ every, size, priority }: ControlSettings): Behaviour {
  return (session) => {
    let sent = 0;
    const send = () => {
      session.fetchOther({ kind: "control", size, resource: `control/${sent}`, urgent: priority });
      sent++;
      planNext();
    };
    // From the start, not from the one before: sums of periods would drift.
    const planNext = () => session.at((sent + 1) * every, send);
    planNext();
  };
}
