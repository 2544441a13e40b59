import type { Seconds } from "../../units.js";
import { pixelRatio } from "../pilot/index.js";
import type { Ladder } from "./ladder.js";
import type { Vhs, VideojsPlayer } from "./player.js";

/**
 * The lowest and the highest level that VHS accepts now.
 *
 * - Playlists that the page has switched off, or VHS for errors, are out; of what is left with holes, the longer run.
 * - With `limitRenditionByPlayerDimensions`, as by default, none beyond the first that is larger than the player.
 * - On demand, it does not rise while less is buffered than its low water line.
 */
export function allowedLevels(
  ladder: Ladder,
  player: VideojsPlayer,
  vhs: Vhs,
  buffer: Seconds,
): [min: number, max: number] {
  const playing = vhs.playlists.media();
  const usable = ladder.levels.map((_, level) => ladder.playlistOf(level, vhs) !== undefined);
  let [lowest, highest] = longestRun(usable);
  if (vhs.limitRenditionByPlayerDimensions) highest = Math.min(highest, largestOfUse(ladder, player, vhs));
  const current = ladder.indexOf(playing);
  if (current !== undefined && usable[current] && playing?.endList && mayNotRise(player, vhs, buffer))
    highest = Math.min(highest, current);
  if (highest < lowest) highest = lowest;
  lowest = Math.min(lowest, highest);
  return [lowest, highest];
}

function largestOfUse(ladder: Ladder, player: VideojsPlayer, vhs: Vhs): number {
  const ratio = vhs.useDevicePixelRatio ? pixelRatio() : 1;
  const width = player.currentWidth() * ratio;
  const height = player.currentHeight() * ratio;
  if (!(width > 0 && height > 0)) return ladder.levels.length - 1;
  const filling = ladder.levels.find((level) => (level.width ?? 0) >= width || (level.height ?? 0) >= height);
  if (!filling) return ladder.levels.length - 1;
  return ladder.levels.reduce(
    (largest, level, index) => ((level.width ?? 0) <= (filling.width ?? 0) ? index : largest),
    0,
  );
}

function mayNotRise(player: VideojsPlayer, vhs: Vhs, buffer: Seconds): boolean {
  const line = vhs.playlistController_?.bufferLowWaterLine?.();
  // VHS looks away where the whole video is shorter than the highest that the line may come to.
  const duration = player.duration() ?? 0;
  return line !== undefined && buffer < line && duration >= HIGHEST_LOW_WATER_LINE;
}

/** Seconds: VHS's default, config.js, MAX_BUFFER_LOW_WATER_LINE. */
const HIGHEST_LOW_WATER_LINE = 30;

function longestRun(usable: readonly boolean[]): [min: number, max: number] {
  let best: [number, number] = [0, 0];
  let length = 0;
  let longest = 0;
  usable.forEach((may, level) => {
    length = may ? length + 1 : 0;
    if (length > longest) {
      longest = length;
      best = [level - length + 1, level];
    }
  });
  return best;
}
