import type { Observation } from "../../model/policy.js";
import type { Level } from "../../model/video.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import { meetsRestrictions, type ShakaRestrictions } from "./restrictions.js";

export interface ShakaVariantsOptions extends ShakaRestrictions {
  readonly bandwidthUpgradeTarget: number;
  readonly bandwidthDowngradeTarget: number;
}

/** The levels that Shaka's ABR chooses from, some of them given up for a time. */
export class ShakaVariants {
  private readonly levels: readonly Level[];
  private readonly options: ShakaVariantsOptions;
  private readonly unrestricted: readonly boolean[];
  /** Until when each level is given up; 0 where it is not. */
  private readonly bannedUntil: Seconds[];

  constructor(levels: readonly Level[], options: ShakaVariantsOptions) {
    this.levels = levels;
    this.options = options;
    this.unrestricted = levels.map((level) => meetsRestrictions(level, options));
    this.bannedUntil = levels.map(() => 0);
  }

  /**
   * The highest level whose range the estimate is in: from what it needs itself to what the next one needs. Even if
   * there is none, or no level meets the restrictions, something is played: the lowest.
   */
  highestFor(estimate: BitsPerSecond, playbackRate: number, [min, max]: Observation["allowed"]): number {
    const { bandwidthUpgradeTarget, bandwidthDowngradeTarget } = this.options;
    const rate = Math.abs(playbackRate);
    let next = Number.POSITIVE_INFINITY;
    let lowest: number | undefined;
    for (let level = max; level >= min; level--) {
      if (!this.unrestricted[level] || this.isBanned(level)) continue;
      const { bitrate } = this.levels[level]!;
      const enough = estimate >= (rate * bitrate) / bandwidthDowngradeTarget;
      if (enough && estimate <= (rate * next) / bandwidthUpgradeTarget) return level;
      next = bitrate;
      lowest = level;
    }
    return lowest ?? this.lowestPlayable(min, max);
  }

  /** Gives a level up, unless there is no other. @returns whether it did */
  ban(level: number, until: Seconds, [min, max]: Observation["allowed"]): boolean {
    for (let other = min; other <= max; other++)
      if (other !== level && !this.isBanned(other)) {
        this.bannedUntil[level] = until;
        return true;
      }
    return false;
  }

  /** Takes levels back whose time has come. @returns whether there were any */
  liftBans(now: Seconds): boolean {
    let lifted = false;
    for (let level = 0; level < this.bannedUntil.length; level++)
      if (this.isBanned(level) && this.bannedUntil[level]! <= now) {
        this.bannedUntil[level] = 0;
        lifted = true;
      }
    return lifted;
  }

  private isBanned(level: number): boolean {
    return this.bannedUntil[level]! > 0;
  }

  private lowestPlayable(min: number, max: number): number {
    for (let level = min; level <= max; level++) if (!this.isBanned(level)) return level;
    return min;
  }
}
