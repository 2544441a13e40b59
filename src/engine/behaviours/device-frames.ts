import type { Level } from "../../model/video.js";
import type { Seconds } from "../../units.js";

/** Frames shown and not shown; expected values, so not whole. */
export interface Frames {
  readonly total: number;
  readonly dropped: number;
}

/**
 * Frames that are due while a level plays, and how many of them a device drops that decodes so many pixels a second:
 * it drops evenly, and shows what it can, so the share is 1 - decodes / needed (ours; an overloaded decoder in
 * reality falls behind in bursts, of the same sum).
 *
 * @param media seconds of media shown
 * @param rate media seconds in a second: frames come faster when playback does
 * @param decodes pixels per second; undefined: any
 * @returns undefined where the level does not say its frame rate; nothing dropped where its picture size is unknown
 */
export function framesOf(
  level: Level,
  media: Seconds,
  rate: number,
  decodes: number | undefined,
): Frames | undefined {
  const { width, height, frameRate } = level;
  if (frameRate === undefined) return undefined;
  const total = frameRate * media;
  if (decodes === undefined || width === undefined || height === undefined) return { total, dropped: 0 };
  const needed = width * height * frameRate * rate;
  return { total, dropped: total * Math.max(0, 1 - decodes / needed) };
}
