import type { Observation } from "../../model/policy.js";
import type { Level } from "../../model/video.js";
import type { BitsPerSecond } from "../../units.js";

/** The ladder's bitrates in a column of their own, which is quicker to look up than a list of levels. */
export const bitratesOf = (levels: readonly Level[]): Float64Array =>
  // Not Float64Array.from, which takes five times as long.
  new Float64Array(levels.map(({ bitrate }) => bitrate));

/** The highest level whose bitrate is at most this; undefined if not even the lowest is. */
export function highestWithin(levels: readonly Level[], bitrate: BitsPerSecond): number | undefined {
  for (let level = levels.length - 1; level >= 0; level--)
    if (levels[level]!.bitrate <= bitrate) return level;
  return undefined;
}

/** The highest level whose bitrate is at most this; the lowest if none is. */
export function highestOrLowest(levels: readonly Level[], bitrate: BitsPerSecond): number {
  let level = levels.length - 1;
  while (level > 0 && !(levels[level]!.bitrate <= bitrate)) level--;
  return level;
}

/** The level nearest to this one that the player accepts. */
export function withinAllowed(level: number, allowed: Observation["allowed"]): number {
  return Math.min(Math.max(level, allowed[0]), allowed[1]);
}

/**
 * The level last asked for: that of the request in flight, else that of the last finished download. A player that
 * downloads one segment at a time has none in flight when it asks for a decision.
 */
export function currentLevel(observation: Observation): number | undefined {
  return observation.inFlight?.level ?? observation.lastLevel;
}
