import type { CatchUpSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import type { SessionControl } from "../session-control.js";
import type { LiveClock } from "./live-edge.js";

/** How steeply the sigmoid answers drift, by the second (dash.js 5.1). */
const STEEPNESS = 5;

/** A change of the rate by a smaller share of what it may change by is not worth making (dash.js 5.1: 0.02 of 0.5). */
const LEAST_CHANGE = 0.04;

/** The share of the target that must be buffered after a stall before the rate changes again (dash.js 5.1). */
const RECOVERED = 0.5;

/**
 * The playback rate that brings playback to its target latency; 1 is normal speed.
 *
 * "sigmoid" is dash.js's default rule, 1 - c + 2c / (1 + exp(-5 x drift)), with c = fastest - 1 behind the target and
 * c = 1 - slowest ahead of it. "steps" is the fastest or the slowest, as Shaka's and dash.js's step mode set them.
 *
 * @param drift latency beyond the target; negative when playback is too near the edge
 */
export function catchUpRate(settings: CatchUpSettings, drift: Seconds): number {
  if (drift === 0 || Math.abs(drift) < settings.tolerance) return 1;
  if (settings.rule === "steps") return drift > 0 ? settings.fastest : settings.slowest;
  const c = mostChange(settings, drift);
  return 1 - c + (2 * c) / (1 + Math.exp(-STEEPNESS * drift));
}

/**
 * Sets the playback rate every so often while playing. After a stall the rate stays normal until the buffer has
 * recovered: playing faster would only make the next stall.
 *
 * @param rateChanged called after each change
 */
export function catchUp(
  session: SessionControl,
  settings: CatchUpSettings,
  clock: LiveClock,
  rateChanged: () => void,
): void {
  let recovering = false;
  let ticks = 0;

  const adjust = (): void => {
    if (session.buffer() > RECOVERED * clock.target) recovering = false;
    const drift = clock.latencyAt(session.now, session.position()) - clock.target;
    const rate = recovering ? 1 : catchUpRate(settings, drift);
    const change = Math.abs(rate - session.playbackRate());
    if (change === 0 || (rate !== 1 && change < LEAST_CHANGE * mostChange(settings, drift))) return;
    session.setPlaybackRate(rate);
    rateChanged();
  };
  const tick = (): void => {
    if (session.state === "playing") adjust();
    ticks++;
    session.at((ticks + 1) * settings.every, tick);
  };

  session.at(settings.every, tick);
  session.listen({
    stateChanged(state) {
      if (state === "rebuffering") recovering = true;
    },
  });
}

/** By how much the rate may differ from normal, on this side of the target. */
function mostChange({ fastest, slowest }: CatchUpSettings, drift: Seconds): number {
  return drift > 0 ? fastest - 1 : 1 - slowest;
}
