import type { BufferHealth } from "../../model/session.js";
import type { BufferManagerSettings } from "../../model/settings/index.js";
import type { Seconds } from "../../units.js";

/**
 * How the document's buffer manager judges the buffer (000, `assessBufferHealth`): too little media counts before
 * holes, and holes before plenty.
 *
 * @param buffer media ahead of the playhead
 * @param hole how much media is missing before the next that is there; 0 where nothing is
 */
export function bufferHealth(buffer: Seconds, hole: Seconds, settings: BufferManagerSettings): BufferHealth {
  if (buffer < settings.panicLevel) return "critical";
  if (buffer < settings.minLevel) return "low";
  if (hole > settings.holeTolerance) return "fragmented";
  return buffer > settings.goodLevel ? "excellent" : "good";
}

/**
 * How much media the buffer manager aims for (000: `increaseBuffering`, `optimizeBuffering`). Always from the target
 * at rest, so that it does not compound from one judgement to the next.
 *
 * The document's panic preloads "aggressively", without saying how: here it aims as high as a low buffer does (ours).
 *
 * @param rest the target at rest
 * @param most the player's maximum buffer, which growth does not pass
 */
export function bufferTarget(
  health: BufferHealth,
  rest: Seconds,
  most: Seconds,
  settings: BufferManagerSettings,
): Seconds {
  switch (health) {
    case "critical":
    case "low":
      return Math.min(most, rest * settings.growth);
    case "excellent":
      return Math.max(settings.minLevel, rest * settings.shrinkage);
    default:
      return rest;
  }
}
