import type { InFlight, LiveState, Sample } from "../../model/policy.js";
import { bitsFromBytes, type Seconds } from "../../units.js";
import { deviceState, type LiveObservation } from "../pilot/index.js";
import type { Clock } from "./page.js";
import type { Playback } from "./playback.js";
import type { HlsjsDetails, HlsjsPlayer, HlsjsStats } from "./player.js";

/** Fills in what the player can be asked at any time. */
export function observe(seen: LiveObservation, hls: HlsjsPlayer, clock: Clock, playback: Playback): void {
  const { media, mainForwardBufferInfo } = hls;
  seen.now = clock.now();
  seen.phase = playback.phase;
  seen.buffer = mainForwardBufferInfo?.len ?? 0;
  seen.playbackRate = media?.playbackRate || 1;
  const live = liveState(hls);
  if (live) seen.live = live;
  else delete seen.live;
  if (media) seen.device = deviceState(media.clientHeight, media.getVideoPlaybackQuality?.());
  else delete seen.device;
}

function liveState({ latestLevelDetails, latency, targetLatency }: HlsjsPlayer): LiveState | undefined {
  if (!latestLevelDetails?.live || targetLatency === null) return undefined;
  return { latency, target: targetLatency, edge: latestLevelDetails.edge };
}

/**
 * The most that a policy should count on to be buffered: `maxBufferLength`, the buffer "that hls.js will try to reach,
 * regardless of maxBufferSize" (its API documentation); of live content no more than there is between playback and
 * the edge. At low bitrates the player may buffer more, up to `maxBufferSize`.
 */
export function mostBuffered({ config, targetLatency }: HlsjsPlayer, { live }: HlsjsDetails): Seconds {
  const configured = Math.min(config.maxBufferLength, config.maxMaxBufferLength);
  return live && targetLatency !== null ? Math.min(configured, targetLatency) : configured;
}

/** A finished request as a policy is told of it. */
export function sampleOf({ loading, loaded }: HlsjsStats, level: number, clock: Clock): Sample {
  const { start, first, end } = loading;
  return {
    start: clock.at(start),
    firstByte: clock.at(first > 0 ? first : start),
    end: clock.at(end),
    bits: bitsFromBytes(loaded),
    level,
  };
}

/** A request under way as a policy is told of it. */
export function inFlightOf(
  { loading, loaded, total }: HlsjsStats,
  segment: number,
  level: number,
  clock: Clock,
): InFlight {
  const { start, first } = loading;
  return {
    segment,
    level,
    start: clock.at(start),
    ...(first > 0 && { firstByte: clock.at(first) }),
    loaded: bitsFromBytes(loaded),
    ...(total > 0 && { total: bitsFromBytes(total) }),
  };
}
