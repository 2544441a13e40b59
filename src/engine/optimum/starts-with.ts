import type { PlayerSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";
import { ROUNDING } from "../player/player.js";

/**
 * The number of segments with which playback starts, which is the same whatever their levels: enough of them, or all
 * that there is room for, or all.
 */
export function startsWith(player: PlayerSettings, durations: Float64Array): number {
  const { startupBuffer, startupSegments = Number.POSITIVE_INFINITY } = player;
  let buffer: Seconds = 0;
  for (let arrived = 1; arrived < durations.length; arrived++) {
    buffer += durations[arrived - 1]!;
    if (buffer + ROUNDING >= startupBuffer || arrived >= startupSegments) return arrived;
    if (buffer > roomFor(player, durations[arrived]!)) return arrived;
  }
  return durations.length;
}

/** The buffer level at which a segment of this duration is asked for. */
export function roomFor({ bufferLimit, maxBuffer }: PlayerSettings, duration: Seconds): Seconds {
  return bufferLimit === "below" ? maxBuffer : Math.max(0, maxBuffer - duration);
}
