import type { InFlight, Observation } from "../../model/policy.js";
import type { Level } from "../../model/video.js";
import { type BitsPerSecond, type Seconds, secondsFromMs } from "../../units.js";
import { bitratesOf, withinAllowed } from "../shared/ladder.js";
import {
  type BolaObjective,
  bestLevel,
  betterInstead,
  bolaLevels,
  mostBufferFor,
  restOf,
  roundedMs,
} from "./bola-objective.js";
import type { SabreRule } from "./rule.js";
import { sustainableLevel } from "./sustainable-level.js";

/**
 * What BOLA does where the buffer would have it rise above what the throughput sustains: `u` goes one level above
 * that, for utility; `o` stays at it and waits, against oscillation.
 */
export const BOLA_VARIANTS = ["u", "o"] as const;
export type BolaVariant = (typeof BOLA_VARIANTS)[number];

export interface BolaRuleSettings {
  readonly variant: BolaVariant;
  /** Whether the buffer is scaled down near the start and the end. */
  readonly adaptiveBuffer: boolean;
  /** What not stalling is worth, in units of utility. */
  readonly gammaP: number;
}

/** Segments that the scaled-down buffer holds at least, and the share it holds of those since the start. */
const LEAST_SEGMENTS = 3;
const SHARE_OF_SEGMENTS = 1 / 2;

/** BOLA, as Sabre has it: see the policy `bola`. */
export class BolaRule implements SabreRule, BolaObjective {
  level = 0;
  wait: Seconds = 0;
  reason = "no samples";
  /**
   * The level is the lower of the buffer's and the higher of the last one and the cap, and neither falls with faster
   * downloads.
   */
  readonly monotone = true;
  readonly bitrates: Float64Array;
  readonly utilities: Float64Array;
  readonly gp: number;
  vp: number = Number.NaN;
  /** By level. */
  private readonly bitsPerSecond: Float64Array;
  private readonly segmentDuration: Seconds;
  /** Milliseconds. */
  private readonly segmentMs: number;
  /** Milliseconds. */
  private readonly maxBufferMs: number;
  /** What the top level is worth to a player that does not stall. */
  private readonly mostUtility: number;
  private readonly settings: BolaRuleSettings;
  /** BOLA's own previous choice, even where another rule's was played. */
  private last = 0;
  /** Where playback began, or was sought to. */
  private firstSegment = 0;

  constructor(
    levels: readonly Level[],
    segmentDuration: Seconds,
    maxBuffer: Seconds,
    settings: BolaRuleSettings,
  ) {
    this.bitsPerSecond = bitratesOf(levels);
    this.segmentDuration = segmentDuration;
    this.segmentMs = roundedMs(segmentDuration);
    this.maxBufferMs = roundedMs(maxBuffer);
    this.settings = settings;
    const { bitrates, utilities } = bolaLevels(levels, 0);
    this.bitrates = bitrates;
    this.utilities = utilities;
    this.gp = settings.gammaP;
    this.mostUtility = utilities[utilities.length - 1]! + this.gp;
    this.planFor(this.maxBufferMs);
  }

  choose(o: Observation, throughput: BitsPerSecond | undefined, latency: Seconds): void {
    const { settings } = this;
    const { segment, allowed } = o;
    this.wait = 0;
    if (throughput === undefined) {
      this.level = withinAllowed(this.last, allowed);
      this.reason = "no samples";
      return;
    }
    if (settings.adaptiveBuffer) {
      const near = Math.min(segment.index - this.firstSegment, segment.remaining) * SHARE_OF_SEGMENTS;
      this.planFor(Math.min(this.maxBufferMs, Math.max(near, LEAST_SEGMENTS) * this.segmentMs));
    }
    const buffer = roundedMs(o.buffer);
    let level = bestLevel(this, buffer);
    this.reason = "buffer";
    if (level > this.last) {
      const sustainable = sustainableLevel(this.bitsPerSecond, this.segmentDuration, throughput, latency);
      if (level > sustainable) {
        this.reason = "throughput cap";
        if (this.last > sustainable) level = this.last;
        else if (settings.variant === "u") level = sustainable + 1;
        else {
          level = sustainable;
          this.wait = secondsFromMs(Math.max(0, buffer - mostBufferFor(this, level)));
        }
      }
    }
    this.level = withinAllowed(level, allowed);
    if (this.level !== level) this.reason = "limit";
    this.last = this.level;
  }

  abandonTo(inFlight: InFlight, o: Observation): number | undefined {
    const rest = this.settings.adaptiveBuffer ? restOf(inFlight, o) : undefined;
    // Above that buffer level it is better to wait for what is left than to fetch anything.
    const buffer = roundedMs(o.buffer);
    if (rest === undefined || mostBufferFor(this, inFlight.level) < buffer) return undefined;
    return betterInstead(inFlight.level, o.allowed, this, buffer, rest);
  }

  abandoned(_: number, to: number): void {
    this.last = to;
  }

  sought(to: Seconds): void {
    this.firstSegment = Math.floor(to / this.segmentDuration);
  }

  /** With Vp so that the top level is the best just when there is room for one more segment. @param buffer ms */
  private planFor(buffer: number): void {
    this.vp = (buffer - this.segmentMs) / this.mostUtility;
  }
}
