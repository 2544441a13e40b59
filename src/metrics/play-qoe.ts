import type { PlayFigures } from "../model/agreement.js";
import type { AdditiveQoe } from "../model/metrics.js";

/**
 * What a play comes to in a model that is a sum, a segment on average, from what is known of real players' plays, too:
 * each segment counts whole and in the level in which it was last loaded. Undefined where nothing was shown.
 */
export function qoeASegment(
  { levels, startup, stall }: Pick<PlayFigures, "levels" | "startup" | "stall">,
  { quality, changeCost, stallCost, startupCost }: AdditiveQoe,
): number | undefined {
  if (startup === undefined) return undefined;
  let sum = -stallCost * stall - startupCost * startup;
  let count = 0;
  levels.forEach((level, segment) => {
    if (level === undefined) return;
    const before = segment === 0 ? undefined : levels[segment - 1];
    sum += quality(segment, level) - (before === undefined ? 0 : changeCost(segment, before, level));
    count++;
  });
  return count === 0 ? undefined : sum / count;
}
