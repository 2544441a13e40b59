import type { DeviceState } from "../../model/policy.js";
import type { Level } from "../../model/video.js";

/** How a device saves power. */
export interface LowBattery {
  /** Share of the charge, 0 to 1, below which it saves. */
  readonly share: number;
  /** The height, in pixels, that it then holds to. */
  readonly height: number;
}

/** The most pixels of height worth asking for; undefined if nothing speaks against any. */
export function heightCap(device: DeviceState | undefined, lowBattery?: LowBattery): number | undefined {
  const screen = device?.maxHeight;
  if (lowBattery === undefined || !isBatteryLow(device, lowBattery)) return screen;
  return screen === undefined ? lowBattery.height : Math.min(screen, lowBattery.height);
}

/** Whether the device says that its battery is below the share. */
export function isBatteryLow(device: DeviceState | undefined, { share }: Pick<LowBattery, "share">): boolean {
  return device?.battery !== undefined && device.battery < share;
}

/**
 * The level below the first that is taller than the cap, at least the lowest: even a screen smaller than every level
 * has to be shown something. Levels of unknown height do not count as taller.
 */
export function highestWithinHeight(levels: readonly Level[], cap: number | undefined): number {
  const top = levels.length - 1;
  if (cap === undefined) return top;
  const tooTall = levels.findIndex(({ height }) => height !== undefined && height > cap);
  return tooTall === -1 ? top : Math.max(0, tooTall - 1);
}
