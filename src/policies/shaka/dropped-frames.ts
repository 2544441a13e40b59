import type { DeviceState, Observation } from "../../model/policy.js";
import type { Seconds } from "../../units.js";

export interface DroppedFramesOptions {
  /** How often frames are counted; Shaka's `droppedFramesInterval`. */
  readonly interval: Seconds;
  /** The share of frames dropped from which on it is too many; Shaka's `droppedFramesThreshold`. */
  readonly threshold: number;
}

/** Counts dropped frames as Shaka's SimpleAbrManager does, at the first call after each interval. */
export class DroppedFrames {
  private readonly options: DroppedFramesOptions;
  private dropped = 0;
  private total = 0;
  private countedAt: Seconds = 0;

  constructor(options: DroppedFramesOptions) {
    this.options = options;
  }

  /** Counts from here. */
  startOver(device: DeviceState | undefined): void {
    this.dropped = device?.droppedFrames ?? this.dropped;
    this.total = device?.totalFrames ?? this.total;
  }

  /** Whether too many of the frames since the last count were dropped. Played fast, frames are dropped on purpose. */
  areTooMany({ now, device, playbackRate }: Observation): boolean {
    if (device?.droppedFrames === undefined || device.totalFrames === undefined) return false;
    if (now - this.countedAt < this.options.interval) return false;
    this.countedAt = now;
    const share = (device.droppedFrames - this.dropped) / (device.totalFrames - this.total);
    this.startOver(device);
    return playbackRate <= 1 && device.totalFrames > 0 && share >= this.options.threshold;
  }
}
