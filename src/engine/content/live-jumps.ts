import type { LiveSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import type { Ticket } from "../agenda.js";
import { ROUNDING } from "../player/player.js";
import type { SessionControl } from "../session-control.js";
import type { LiveClock } from "./live-edge.js";

/**
 * Keeps playback between the DVR window's start and the live edge, by seeks:
 *
 * - Fallen behind the target by `seekBeyond`, it jumps to the target (dash.js's `maxDrift`, 12 s there).
 * - Fallen behind the DVR window, it jumps to the start of the oldest segment that is wholly in it: the segments that
 *   it would play next are gone (003 section 3.3). A paused player jumps when it resumes.
 * - A seek to media that does not exist yet is brought back to the target, as players clamp seeks to what is seekable.
 *
 * When playback falls behind is computed, not polled.
 *
 * @returns what must be called when the playback rate has changed
 */
export function liveJumps(session: SessionControl, settings: LiveSettings, clock: LiveClock): () => void {
  const { seekBeyond } = settings;
  const { window } = clock;
  let ticket: Ticket | undefined;

  const mayCatchUp = (): boolean => session.state === "playing" || session.state === "rebuffering";
  /** Latencies that are too much in this state. */
  const limits = (): Seconds[] => {
    if (mayCatchUp()) return seekBeyond === undefined ? [window] : [window, clock.target + seekBeyond];
    return session.state === "seeking" ? [window] : [];
  };
  /** Where playback should jump to at once; undefined: nowhere. */
  const destination = (): Seconds | undefined => {
    const { now } = session;
    const position = session.position();
    const latency = clock.latencyAt(now, position);
    let to = position;
    if (mayCatchUp() && seekBeyond !== undefined && latency >= clock.target + seekBeyond - ROUNDING)
      to = clock.targetAt(now);
    else if (latency >= window - ROUNDING) to = Math.min(clock.oldestAt(now), clock.targetAt(now));
    return to > position + ROUNDING ? to : undefined;
  };
  const jump = (): void => {
    const to = limits().length > 0 ? destination() : undefined;
    if (to === undefined) plan();
    else session.seek(to, "live edge");
  };
  const plan = (): void => {
    session.cancel(ticket);
    ticket = undefined;
    const { now } = session;
    const latency = clock.latencyAt(now, session.position());
    const growth = session.state === "playing" ? 1 - session.playbackRate() : 1;
    const waits = limits().map((limit) => {
      if (latency >= limit - ROUNDING) return destination() === undefined ? Number.POSITIVE_INFINITY : 0;
      return growth > 0 ? (limit - latency) / growth : Number.POSITIVE_INFINITY;
    });
    const wait = Math.min(...waits);
    if (wait < Number.POSITIVE_INFINITY) ticket = session.at(now + wait, jump);
  };

  session.listen({
    stateChanged: plan,
    sought(_from, to) {
      // The playhead is there once the seek is over.
      session.cancel(ticket);
      ticket = session.at(session.now, plan);
      const target = clock.targetAt(session.now);
      if (to > Math.max(clock.newestAt(session.now), target) + ROUNDING)
        session.at(session.now, () => session.seek(target, "live edge"));
    },
  });
  return plan;
}
