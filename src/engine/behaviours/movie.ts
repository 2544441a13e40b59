import type { MovieSettings } from "../../model/settings/index.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import type { Behaviour, SessionControl } from "../session-control.js";
import { bufferFactorAt } from "./device-events.js";

/** Whether the link is found fast enough to fetch the whole film ahead; not while its throughput is unknown. */
export function prefetchesFilm(
  { prefetchAbove }: MovieSettings,
  throughput: BitsPerSecond | undefined,
): boolean {
  return prefetchAbove !== undefined && throughput !== undefined && throughput > prefetchAbove;
}

/**
 * The maximum buffer while the film is prefetched. To have a film of duration D within W seconds of playback, media
 * is fetched D / W times as fast as it is played (003 section 3.1, `download_speed_multiplier`), so the buffer may
 * grow by D / W - 1 seconds with each second played; a film shorter than W is fetched within it anyway.
 *
 * @param usual the maximum buffer otherwise
 * @param played media time since prefetching began
 */
export function prefetchBuffer(
  { prefetchWithin }: MovieSettings,
  duration: Seconds,
  usual: Seconds,
  played: Seconds,
): Seconds {
  if (prefetchWithin === undefined) return Math.max(usual, duration);
  const ahead = usual + Math.max(0, duration / prefetchWithin - 1) * Math.max(0, played);
  return Math.max(usual, Math.min(duration, ahead));
}

/** A film, by the document's strategy (003 section 3.1). */
export function movie(settings: MovieSettings): Behaviour {
  return (session) => {
    if (settings.mostSwitches !== undefined) pinAfter(settings.mostSwitches, session);
    if (settings.prefetchAbove !== undefined) prefetch(settings, session);
  };
}

/**
 * Counts changes of level from segment to segment as they are asked for. With the last that is allowed the level is
 * pinned, even if playback then stalls: that is the strategy's price. A segment that is asked for again, after its
 * download was given up or for a better copy, counts by its last level.
 */
function pinAfter(mostSwitches: number, session: SessionControl): void {
  let pinned = false;
  /** Without the one, if any, into the current segment. */
  let switchesBefore = 0;
  let previous: number | undefined;
  let current: { readonly segment: number; readonly level: number } | undefined;
  const switches = () => switchesBefore + (previous === undefined || previous === current?.level ? 0 : 1);

  session.listen({
    segmentRequested(segment, level) {
      if (segment !== current?.segment) {
        switchesBefore = switches();
        previous = current?.level;
      }
      current = { segment, level };
      if (pinned || switches() < mostSwitches) return;
      pinned = true;
      session.limitLevels("movie", { min: level, max: level });
    },
  });
}

/** Judges with each segment whether the link is fast enough, and lifts the maximum buffer while it is. */
function prefetch(settings: MovieSettings, session: SessionControl): void {
  /** Media time from which on the film is meant to be fetched; undefined until the link was found fast enough. */
  let from: Seconds | undefined;
  session.listen({
    segmentArrived() {
      const { device, player } = session.settings;
      const usual = player.maxBuffer * bufferFactorAt(device?.events, session.now);
      if (!prefetchesFilm(settings, session.throughput())) {
        session.setMaxBuffer(usual);
        return;
      }
      from ??= session.position();
      const played = session.position() - from;
      session.setMaxBuffer(prefetchBuffer(settings, session.video.duration, usual, played));
    },
    sought(_from, to) {
      if (from !== undefined) from = to;
    },
  });
}
