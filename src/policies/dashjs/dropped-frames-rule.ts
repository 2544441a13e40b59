import type { DeviceState } from "../../model/policy.js";
import type { DashjsOptions } from "./options.js";

export type DroppedFramesSettings = Pick<DashjsOptions, "droppedFramesSampleSize" | "droppedFramesThreshold">;

export interface DroppedFramesRule {
  /** @param playing the level that plays; undefined before any does */
  see(playing: number | undefined, device: DeviceState | undefined): void;
  /** The highest level that the device can show; undefined where nothing is known against any. */
  highest(): number | undefined;
}

/**
 * dash.js's DroppedFramesRule with its DroppedFramesHistory (5.2.1): over 375 frames of a level of which over 15 % were
 * dropped, and nothing above the level below is asked for, for good. The first such level counts; the lowest never.
 *
 * Between two decisions all frames are taken to be of the level that plays at the second; dash.js tells them apart at
 * the moment that a new level begins to play.
 */
export function createDroppedFramesRule(
  levelCount: number,
  { droppedFramesSampleSize, droppedFramesThreshold }: DroppedFramesSettings,
): DroppedFramesRule {
  const dropped = new Float64Array(levelCount);
  const total = new Float64Array(levelCount);
  let droppedSoFar = 0;
  let totalSoFar = 0;
  return {
    see(playing, { droppedFrames = 0, totalFrames } = {}) {
      if (playing === undefined || totalFrames === undefined) return;
      dropped[playing]! += droppedFrames - droppedSoFar;
      total[playing]! += totalFrames - totalSoFar;
      droppedSoFar = droppedFrames;
      totalSoFar = totalFrames;
    },
    highest() {
      for (let level = 1; level < levelCount; level++)
        if (
          total[level]! > droppedFramesSampleSize &&
          dropped[level]! / total[level]! > droppedFramesThreshold
        )
          return level - 1;
      return undefined;
    },
  };
}
