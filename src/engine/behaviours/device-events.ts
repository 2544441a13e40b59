import type { DeviceEvent } from "../../model/settings/index.js";
import type { Level } from "../../model/video.js";
import type { Seconds } from "../../units.js";

/**
 * By how much the player's buffer is larger at this time than configured, because latency was found high ("reduce
 * quality, increase buffer target", 003 section 5.3). Factors of several events multiply.
 */
export function bufferFactorAt(events: readonly DeviceEvent[] | undefined, now: Seconds): number {
  let factor = 1;
  for (const event of events ?? [])
    if (event.what === "high latency" && event.at <= now) factor *= event.bufferFactor;
  return factor;
}

/** The most lines that can be shown at this time: the device's own limit, and less after protected output failed. */
export function maxHeightAt(
  own: number | undefined,
  events: readonly DeviceEvent[] | undefined,
  now: Seconds,
): number | undefined {
  let height = own;
  for (const event of events ?? [])
    if (event.what === "hdcp error" && event.at <= now)
      height = Math.min(height ?? event.maxHeight, event.maxHeight);
  return height;
}

/**
 * The highest level up to which none has more lines than this. A level whose height is not known is let pass; where
 * even the lowest has too many, it is the lowest: something must be played.
 */
export function highestWithin(levels: readonly Level[], maxHeight: number): number {
  const tooHigh = levels.findIndex(({ height }) => height !== undefined && height > maxHeight);
  return tooHigh === -1 ? levels.length - 1 : Math.max(0, tooHigh - 1);
}
