import type { Level } from "../../model/video.js";
import type { BitsPerSecond, Seconds } from "../../units.js";

/** BANDWIDTH of a variant, which is all that VHS looks at. */
export const bandwidthOf = ({ bitrate, peakBitrate }: Level): BitsPerSecond => peakBitrate ?? bitrate;

/** What a selector chooses among. */
export interface VhsRenditions {
  readonly levels: readonly Level[];
  readonly allowed: readonly [min: number, max: number];
  /** Whether a level is not to be chosen for the time being. */
  readonly isExcluded: (level: number) => boolean;
}

/**
 * VHS 3.17's standard selector (playlist-selectors.js, simpleSelector): of the levels whose bitrate, 1.2 times over, is
 * below the bandwidth, one of the player's own height, else the lowest that is taller, else the highest; of several of
 * one height the one of the highest bitrate. The lowest where none is affordable.
 *
 * @param height pixels of the player; undefined: no limit
 */
export function selectLevel(
  { levels, allowed, isExcluded }: VhsRenditions,
  bandwidth: BitsPerSecond,
  variance: number,
  height: number | undefined,
): number {
  let lowest: number | undefined;
  let highest: number | undefined;
  let exact: number | undefined;
  let taller: number | undefined;
  for (let level = allowed[0]; level <= allowed[1]; level++) {
    if (isExcluded(level)) continue;
    lowest ??= level;
    const candidate = levels[level]!;
    if (bandwidthOf(candidate) * variance >= bandwidth) continue;
    highest = level;
    const lines = candidate.height;
    if (height === undefined || lines === undefined) continue;
    if (lines === height) exact = level;
    if (lines > height && lines <= (levels[taller ?? level]!.height ?? lines)) taller = level;
  }
  return exact ?? taller ?? highest ?? lowest ?? allowed[0];
}

/** A level, and how much longer one segment of it loads than the buffer lasts; negative: shorter. */
export interface VhsRebuffering {
  readonly level: number;
  readonly impact: Seconds;
}

/**
 * The level that VHS changes to in an emergency (playlist-selectors.js, minRebufferMaxBandwidthSelector): the highest
 * that loads before the buffer is empty, else the one that loads soonest.
 *
 * @param requests how many requests a level costs: 2 where it is not known which of its segments is the next
 */
export function leastRebuffering(
  { levels, allowed, isExcluded }: VhsRenditions,
  bandwidth: BitsPerSecond,
  duration: Seconds,
  untilEmpty: Seconds,
  requests: (level: number) => number,
): VhsRebuffering | undefined {
  let least: VhsRebuffering | undefined;
  let smooth: VhsRebuffering | undefined;
  for (let level = allowed[0]; level <= allowed[1]; level++) {
    if (isExcluded(level)) continue;
    const bits = duration * bandwidthOf(levels[level]!);
    const impact = (bits / bandwidth) * requests(level) - untilEmpty;
    if (impact <= 0) smooth = { level, impact };
    if (least === undefined || impact < least.impact) least = { level, impact };
  }
  return smooth ?? least;
}
