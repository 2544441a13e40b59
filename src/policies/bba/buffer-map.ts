import type { Seconds } from "../../units.js";

/** Where a buffer map begins to rise and where it reaches the top. */
export interface BufferMap {
  /** Up to this buffer level, the lowest level. */
  readonly reservoir: Seconds;
  /** From this buffer level on, the highest. */
  readonly end: Seconds;
}

/**
 * The height of a map that rises linearly from `least` at the reservoir to `most` at its end. Called only in between.
 */
export function mapped(buffer: Seconds, { reservoir, end }: BufferMap, least: number, most: number): number {
  return least + ((most - least) * (buffer - reservoir)) / (end - reservoir);
}

/**
 * The level that a buffer map leads to: Algorithm 1 of Huang et al., "A Buffer-Based Approach to Rate Adaptation",
 * SIGCOMM 2014. Up to the reservoir the lowest level, from the map's end on the top. In between the level stays until
 * the map reaches what the next level up needs, and then is the highest that needs less than the map gives; or falls
 * to what the next level down needs, and then is the lowest that needs more.
 *
 * @param needs what each level needs, in the map's unit: its bitrate (BBA-0), or the next segment's bits (BBA-1)
 * @param from the current level
 * @param least the map's height at the reservoir
 * @param most the map's height at its end
 */
export function levelOfMap(
  buffer: Seconds,
  map: BufferMap,
  needs: ArrayLike<number>,
  from: number,
  least: number,
  most: number,
): number {
  const top = needs.length - 1;
  if (buffer <= map.reservoir) return 0;
  if (buffer >= map.end) return top;
  const given = mapped(buffer, map, least, most);
  if (from < top && given >= needs[from + 1]!) {
    let level = top;
    while (level > from && needs[level]! >= given) level--;
    return level;
  }
  if (from > 0 && given <= needs[from - 1]!) {
    let level = 0;
    while (level < from && needs[level]! <= given) level++;
    return level;
  }
  return from;
}

/** What a map made for one size of buffer becomes in a player with a smaller one. */
export interface MapScale {
  /** The buffer that the map's figures are meant for. */
  readonly designBuffer: Seconds;
  /** Whether to scale it at all. */
  readonly scaleToPlayer: boolean;
}

/**
 * By what to multiply a map's figures: the player's buffer over the one that they are meant for, where it is smaller
 * (ours; the paper's players all have 240 s).
 */
export function mapScale({ designBuffer, scaleToPlayer }: MapScale, maxBuffer: Seconds): number {
  return scaleToPlayer ? Math.min(1, maxBuffer / designBuffer) : 1;
}

/**
 * Where a scaled map ends: no later than the most buffer that a player shows at a decision, a segment less than its
 * maximum, because otherwise the top level could not be reached (ours).
 */
export function scaledEnd(
  end: Seconds,
  { designBuffer, scaleToPlayer }: MapScale,
  maxBuffer: Seconds,
  segmentDuration: Seconds,
): Seconds {
  if (!scaleToPlayer || maxBuffer >= designBuffer) return end;
  return Math.min((end * maxBuffer) / designBuffer, maxBuffer - segmentDuration);
}
