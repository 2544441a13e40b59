import type { Level } from "../../model/video.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import { codecSetOf, type HlsJsTier, startTier } from "./codecs.js";

/** What hls.js knows when it looks for a level. */
export interface HlsJsScene {
  readonly levels: readonly Level[];
  /** The lowest and the highest level that may be chosen: `minAutoLevel`, `maxAutoLevel`. */
  readonly range: readonly [min: number, max: number];
  /** The level of the last finished download; undefined before the first. */
  readonly lastLoaded: number | undefined;
  /** The level that the manifest lists first. */
  readonly firstLevel: number;
  /** Of the segment that was asked for last; 0 where there is none. */
  readonly segmentDuration: Seconds;
  /** Mean duration of the segments in a playlist that has been loaded. */
  readonly meanDuration: Seconds;
  /** Whether a level's playlist has been loaded. */
  readonly hasPlaylist: (level: number) => boolean;
  readonly live: boolean;
  /** The estimated time to first byte. */
  readonly latency: Seconds;
  /** What the last playlist took after its first byte. */
  readonly playlistTime: Seconds;
}

/** One search of {@link findLevel}. */
export interface HlsJsSearch {
  readonly bandwidth: BitsPerSecond;
  readonly lowest: number;
  readonly highest: number;
  /** Seconds until the buffer is empty. */
  readonly starvation: Seconds;
  /** Seconds that playback may stand still. */
  readonly slack: Seconds;
  /** The share of the bandwidth to reckon with at the current level and below. */
  readonly factor: number;
  /** The same above it. */
  readonly upFactor: number;
}

/** BANDWIDTH of a variant, against its AVERAGE-BANDWIDTH. */
export const peakOf = ({ bitrate, peakBitrate }: Level): BitsPerSecond =>
  peakBitrate === undefined ? bitrate : Math.max(peakBitrate, bitrate);

/** From asking for so many bits to having them, the level's playlist first where that has to be loaded. */
export function loadTime(scene: HlsJsScene, bandwidth: BitsPerSecond, bits: number, level: number): Seconds {
  const playlist = scene.live || !scene.hasPlaylist(level) ? scene.latency + scene.playlistTime : 0;
  return scene.latency + bits / bandwidth + playlist;
}

/**
 * hls.js 1.7's search for a level (abr-controller.ts, findBestLevel): from the highest down, the first whose bitrate is
 * within its share of the bandwidth, and one segment of which is loaded before the buffer is empty and the slack used
 * up. It reckons with the average bitrate where the buffer holds two segments and no slack is given, else with the
 * peak. Content that is live is not asked how long it loads.
 *
 * @returns undefined where no level will do
 */
export function findLevel(scene: HlsJsScene, search: HlsJsSearch): number | undefined {
  const { levels, lastLoaded, segmentDuration } = scene;
  const { starvation, slack, factor, upFactor } = search;
  if (levels.length === 1) return 0;
  const base = lastLoaded ?? scene.firstLevel;
  const tier = tierOf(scene, search.bandwidth);
  const bandwidth = Math.max(search.bandwidth, tier.leastBandwidth);
  const onAverage = segmentDuration > 0 && starvation >= 2 * segmentDuration && slack === 0;
  for (let level = search.highest; level >= search.lowest; level--) {
    const candidate = levels[level];
    if (candidate === undefined || !isWithin(tier, levels, level, base)) continue;
    const usable = bandwidth * (level > base ? upFactor : factor);
    const bitrate = onAverage ? candidate.bitrate : peakOf(candidate);
    if (usable < bitrate) continue;
    const duration = (scene.hasPlaylist(level) && scene.meanDuration) || segmentDuration || 1;
    const time = loadTime(scene, usable, bitrate * duration, level);
    if (scene.live || time <= scene.latency || time < starvation + slack) return level;
  }
  return undefined;
}

function tierOf({ levels, range, lastLoaded }: HlsJsScene, bandwidth: BitsPerSecond): HlsJsTier {
  if (lastLoaded === undefined) return startTier(levels, range, (level) => peakOf(levels[level]!), bandwidth);
  return {
    codecSet: codecSetOf(levels, lastLoaded),
    frameRate: levels[lastLoaded]?.frameRate ?? 0,
    leastBandwidth: 0,
    always: undefined,
  };
}

/** Same codecs, and no fewer frames per second above the current level, no more at it and below. */
function isWithin(tier: HlsJsTier, levels: readonly Level[], level: number, base: number): boolean {
  if (level === tier.always) return true;
  if (tier.codecSet && codecSetOf(levels, level) !== tier.codecSet) return false;
  const frameRate = levels[level]!.frameRate ?? 0;
  return level > base ? tier.frameRate <= frameRate : tier.frameRate === 0 || tier.frameRate >= frameRate;
}
