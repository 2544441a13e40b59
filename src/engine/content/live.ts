import type { LiveSettings } from "../../model/settings/index.js";
import type { Video } from "../../model/video.js";
import { SegmentTimes } from "../player/segment-times.js";
import type { SessionControl } from "../session-control.js";
import { catchUp } from "./catch-up.js";
import type { Content } from "./content.js";
import { liveAvailability, liveBufferLimit } from "./live-availability.js";
import { LiveClock } from "./live-edge.js";
import { liveJumps } from "./live-jumps.js";

/**
 * Live content (003 section 3.3, 002 section 6): segments appear at the edge, playback joins one target latency
 * behind it, and what brings it back there when it has fallen behind is catch-up by rate, and seeks.
 *
 * @param video what is watched of the stream, from where playback joins; see {@link LiveClock}
 */
export function liveContent(settings: LiveSettings, video: Video): Content {
  const times = new SegmentTimes(video);
  const live = new LiveClock(settings, times);
  let session: SessionControl | undefined;
  return {
    live,
    joinAt: 0,
    liveEdge: live.edgeAtStart,
    availability: liveAvailability(live, times, () => session?.now ?? 0),
    behaviour(control) {
      session = control;
      limitBufferByLatency(control, live, times);
      const rateChanged = liveJumps(control, settings, live);
      if (settings.catchUp) catchUp(control, settings.catchUp, live, rateChanged);
    },
  };
}

/** Tells the player, and by it the policy, the most that it can buffer where it is: never what it could have had. */
function limitBufferByLatency(session: SessionControl, live: LiveClock, times: SegmentTimes): void {
  const limitAt = liveBufferLimit(live, times, session.settings.player.bufferLimit ?? "fits");
  const limit = (): void => {
    const latency = live.latencyAt(session.now, session.position());
    session.limitBuffer("live edge", limitAt(Math.max(live.target, latency)));
  };
  limit();
  session.listen({
    stateChanged: limit,
    // The playhead is there once the seek is over.
    sought: () => void session.at(session.now, limit),
  });
}
