import type { DeviceState } from "../../model/policy.js";
import { pixelRatio } from "./page.js";

/** Some of a VideoPlaybackQuality. */
export interface PlaybackQuality {
  readonly droppedVideoFrames: number;
  readonly totalVideoFrames: number;
}

/**
 * What a policy is told of the device.
 *
 * @param height of the picture on the page, in CSS pixels; 0 if it is not shown
 * @param frames missing where the browser does not count them
 */
export function deviceState(height: number, frames: PlaybackQuality | undefined): DeviceState {
  const maxHeight = Math.round(height * pixelRatio());
  return {
    ...(maxHeight > 0 && { maxHeight }),
    ...(frames && { droppedFrames: frames.droppedVideoFrames, totalFrames: frames.totalVideoFrames }),
  };
}
