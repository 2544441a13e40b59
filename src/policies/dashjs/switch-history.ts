import type { DashjsOptions } from "./options.js";

export type SwitchHistorySettings = Pick<DashjsOptions, "switchHistorySampleSize" | "switchHistoryThreshold">;

export interface SwitchHistory {
  /** A decision made at one level led to another, or to the same. */
  add(from: number, to: number): void;
  clear(): void;
  /** The highest level that the history speaks for; undefined where it speaks against none. */
  highest(): number | undefined;
}

/**
 * dash.js's SwitchHistoryRule with its SwitchRequestHistory (5.2.1): a ladder of which the upper part is not held. Of
 * the newest 8 decisions, counts by the level that was current how many led down. From the lowest level up, summing
 * on: once there are 8 and more than 0.075 drops for each other decision, no higher than here; than one below, if
 * decisions made here led down.
 */
export function createSwitchHistory(levelCount: number, settings: SwitchHistorySettings): SwitchHistory {
  const { switchHistorySampleSize: size, switchHistoryThreshold: threshold } = settings;
  /** The newest decisions, oldest first: the level that was current, and whether it was left for a lower one. */
  const newest: (readonly [from: number, isDrop: boolean])[] = [];
  return {
    add(from, to) {
      newest.push([from, to < from]);
      if (newest.length > size) newest.shift();
    },
    clear() {
      newest.length = 0;
    },
    highest() {
      let drops = 0;
      let others = 0;
      for (let level = 0; level < levelCount; level++) {
        const before = drops;
        for (const [from, isDrop] of newest) {
          if (from !== level) continue;
          if (isDrop) drops++;
          else others++;
        }
        if (drops + others >= size && drops / others > threshold)
          return drops > before ? Math.max(0, level - 1) : level;
      }
      return undefined;
    },
  };
}
