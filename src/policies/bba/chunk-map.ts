import type { Observation, PolicyContext } from "../../model/policy.js";
import type { Bits, BitsPerSecond, Seconds } from "../../units.js";
import { currentLevel } from "../shared/ladder.js";
import { describeMostBuffer, mostBufferAtDecision, type PolicySetting } from "../shared/warnings.js";
import { type BufferMap, levelOfMap, mapScale, scaledEnd } from "./buffer-map.js";

/** The options that BBA-1 and BBA-2 share. */
export interface ChunkMapOptions {
  /** The reservoir covers what the lowest level's segments of so much media will need beyond its bitrate; seconds. */
  readonly lookaheadSeconds: Seconds;
  /** The reservoir is at least this; seconds. */
  readonly minReservoirSeconds: Seconds;
  /** The reservoir is at most this; seconds. */
  readonly maxReservoirSeconds: Seconds;
  /** From this buffer level on the top level is asked for; seconds. */
  readonly mapEndSeconds: Seconds;
  /** The player's buffer that these are meant for; seconds. */
  readonly designBufferSeconds: Seconds;
  /** Scale them down in a player with a smaller buffer. Ours. */
  readonly scaleToPlayer: boolean;
}

/** The level that the chunk map leads to, and the map as it is now. */
export interface ChunkMapChoice {
  readonly level: number;
  readonly map: BufferMap;
}

/**
 * The chunk map of BBA-1 (Huang et al., SIGCOMM 2014, section 5): from buffer level to the bits that the next segment
 * may have. It rises from the mean segment of the lowest level at the reservoir to that of the highest at 90 % of the
 * buffer, and is read as BBA-0's, a level's need being the size of the next segment there.
 *
 * The reservoir is what the buffer would lose if capacity were the lowest bitrate R_0 and the lowest level were
 * played: the sum of size / R_0 - V over the segments of the next 480 s (twice the buffer), at least 8 s and at most
 * 140 s. Sizes that the player does not know count as bitrate x duration, so that the reservoir is then 8 s.
 *
 * In a smaller player (ours) the 480 s, the 140 s and the map's end shrink with the buffer, and the map ends one segment
 * short of it at the latest. The 8 s stay: scaled, they would be less than a segment, and no reserve.
 */
export function chunkMap(
  settings: ChunkMapOptions,
  context: PolicyContext,
): (o: Observation) => ChunkMapChoice {
  const { levels, segmentDuration } = context;
  const needs = new Float64Array(levels.length);
  return (o) => {
    const { index, duration, remaining, sizes } = o.segment;
    for (let level = 0; level < needs.length; level++)
      needs[level] = sizes?.[level] ?? context.sizeOf?.(index, level) ?? levels[level]!.bitrate * duration;
    const { scale, end, least, most } = limitsOf(settings, o.maxBuffer, segmentDuration);
    const ahead = Math.min(remaining, Math.floor((settings.lookaheadSeconds * scale) / segmentDuration));
    const deficit = expectedDeficit(context, index, ahead, levels[0]!.bitrate);
    const map = { reservoir: Math.min(Math.max(deficit, least), most), end };
    const smallest = levels[0]!.bitrate * duration;
    const largest = levels[levels.length - 1]!.bitrate * duration;
    return { level: levelOfMap(o.buffer, map, needs, currentLevel(o) ?? 0, smallest, largest), map };
  };
}

/**
 * What a chunk map will not do with this player, whatever the sizes.
 *
 * @param when appended to what is said of the level
 */
export function chunkMapWarnings(settings: ChunkMapOptions, setting: PolicySetting, when = ""): string[] {
  const { least, end } = limitsOf(settings, setting.maxBuffer, setting.segmentDuration);
  const most = mostBufferAtDecision(setting);
  if (most <= least)
    return [`stays at level 0${when}: ${describeMostBuffer(setting)}, which is within its reservoir`];
  if (most >= end) return [];
  return [`never gets to its map's end (${Number(end.toFixed(3))} s): ${describeMostBuffer(setting)}`];
}

function limitsOf(settings: ChunkMapOptions, maxBuffer: Seconds, segmentDuration: Seconds) {
  const { designBufferSeconds: designBuffer, scaleToPlayer, mapEndSeconds } = settings;
  const given = { designBuffer, scaleToPlayer };
  const scale = mapScale(given, maxBuffer);
  const most = settings.maxReservoirSeconds * scale;
  return {
    scale,
    end: scaledEnd(mapEndSeconds, given, maxBuffer, segmentDuration),
    /** Of the reservoir. */
    most,
    least: Math.min(settings.minReservoirSeconds, most),
  };
}

/** Seconds that a buffer would lose over the next segments of the lowest level at a capacity of its bitrate. */
function expectedDeficit(
  context: PolicyContext,
  first: number,
  count: number,
  lowest: BitsPerSecond,
): Seconds {
  let bits: Bits = 0;
  let known = 0;
  for (; known < count; known++) {
    const size = context.sizeOf?.(first + known, 0);
    if (size === undefined) break;
    bits += size;
  }
  return bits / lowest - known * context.segmentDuration;
}
