import type { InFlight, Observation, Sample } from "../../model/policy.js";
import type { Level } from "../../model/video.js";
import { type BitsPerSecond, msFromSeconds, type Seconds, secondsFromMs } from "../../units.js";
import { bitratesOf, withinAllowed } from "../shared/ladder.js";
import {
  type BolaObjective,
  bestLevel,
  betterInstead,
  bolaLevels,
  leastBufferFor,
  mostBufferFor,
  restOf,
  roundedMs,
} from "./bola-objective.js";
import type { BolaVariant } from "./bola-rule.js";
import {
  type InsufficientBufferRule,
  type InsufficientBufferSettings,
  insufficientBufferRule,
} from "./insufficient-buffer.js";
import type { SabreRule } from "./rule.js";
import { sustainableLevel } from "./sustainable-level.js";

export interface BolaERuleSettings {
  readonly variant: BolaVariant;
  /** Missing: not in use, and the objective is scaled as BOLA's. */
  readonly insufficientBuffer?: InsufficientBufferSettings | undefined;
  /** What not stalling is worth, in BOLA's units of utility; only without the insufficient-buffer rule. */
  readonly gammaP: number;
  /** With the insufficient-buffer rule: the buffer level from which on the lowest level gives way. */
  readonly minBuffer: Seconds;
  /** With it: what the virtual buffer has on top, for each level. */
  readonly minBufferPerLevel: Seconds;
}

/** BOLA-E, as Sabre has it: see the policy `bola-e`. */
export class BolaERule implements SabreRule {
  level = 0;
  wait: Seconds = 0;
  reason = "no samples";
  private readonly levels: readonly Level[];
  private readonly bitrates: Float64Array;
  private readonly segmentDuration: Seconds;
  private readonly settings: BolaERuleSettings;
  private readonly objective: BolaObjective;
  private lowerForBuffer: InsufficientBufferRule | undefined;
  private starting = true;
  /** Milliseconds of buffer that are not there but are reckoned with. */
  private placeholder = 0;
  /** The level downloaded last, whoever chose it. */
  private last = 0;

  constructor(
    levels: readonly Level[],
    segmentDuration: Seconds,
    maxBuffer: Seconds,
    settings: BolaERuleSettings,
  ) {
    this.levels = levels;
    this.bitrates = bitratesOf(levels);
    this.segmentDuration = segmentDuration;
    this.settings = settings;
    this.objective = settings.insufficientBuffer
      ? virtualObjective(levels, maxBuffer, settings)
      : plainObjective(levels, roundedMs(maxBuffer) - roundedMs(segmentDuration), settings.gammaP);
  }

  choose(o: Observation, throughput: BitsPerSecond | undefined, latency: Seconds): void {
    this.wait = 0;
    if (throughput === undefined) {
      this.settle(this.last, "no samples", o);
      return;
    }
    const sustainable = sustainableLevel(this.bitrates, this.segmentDuration, throughput, latency);
    if (this.starting) this.start(sustainable, o);
    else this.goOn(sustainable, o, throughput, latency);
  }

  abandonTo(inFlight: InFlight, o: Observation): number | undefined {
    const { start, firstByte, loaded } = inFlight;
    const rest = restOf(inFlight, o);
    if (rest === undefined || firstByte === undefined || !(o.now > firstByte)) return undefined;
    // A new request begins with a latency of its own, in which the buffer drains and bits would have come.
    const latency = firstByte - start;
    const bits = rest.bits - latency * (loaded / (o.now - firstByte));
    if (bits <= 0) return undefined;
    const buffer = Math.max(0, roundedMs(o.buffer) + this.placeholder - msFromSeconds(latency));
    return betterInstead(inFlight.level, o.allowed, this.objective, buffer, { size: rest.size, bits });
  }

  abandoned(level: number, to: number, buffer: Seconds): void {
    this.last = level;
    const wanted = to > 0 ? leastBufferFor(this.objective, to) : roundedMs(this.settings.minBuffer);
    this.keepPlaceholderWithin(wanted - roundedMs(buffer));
  }

  delivered({ start, end, level }: Sample, { buffer }: Observation, replaced: boolean): void {
    const { objective, segmentDuration } = this;
    this.last = level;
    if (replaced) {
      this.placeholder += roundedMs(segmentDuration);
      return;
    }
    const atRequest = roundedMs(buffer) + msFromSeconds(end - start);
    this.keepPlaceholderWithin(mostBufferFor(objective, level) - atRequest);
    // It may be too low where another rule chose the level.
    if (buffer > 0)
      this.placeholder = Math.max(this.placeholder, leastBufferFor(objective, level) - atRequest);
  }

  notReplaced(level: number): void {
    this.last = level;
  }

  idled(seconds: Seconds): void {
    this.placeholder += msFromSeconds(seconds);
  }

  sought(): void {
    this.starting = true;
  }

  private start(sustainable: number, o: Observation): void {
    const { insufficientBuffer } = this.settings;
    this.starting = false;
    if (insufficientBuffer)
      this.lowerForBuffer = insufficientBufferRule(this.levels, this.segmentDuration, insufficientBuffer);
    this.settle(sustainable, "startup", o);
    this.placeholder = Math.max(0, leastBufferFor(this.objective, this.level) - roundedMs(o.buffer));
  }

  private goOn(sustainable: number, o: Observation, throughput: BitsPerSecond, latency: Seconds): void {
    const { objective, settings } = this;
    const buffer = roundedMs(o.buffer);
    let level = bestLevel(objective, buffer + this.placeholder);
    let reason = "buffer";
    if (level > this.last && level > sustainable) {
      level = Math.max(this.last, sustainable) + (settings.variant === "u" ? 1 : 0);
      reason = "throughput cap";
    }
    this.settle(level, reason, o);
    this.payWait(this.level, buffer);
    const lower = this.lowerForBuffer?.(this.level, o.buffer, throughput, latency) ?? this.level;
    if (lower === this.level) return;
    this.wait = 0;
    this.keepPlaceholderWithin(leastBufferFor(objective, lower) - buffer);
    this.settle(lower, "insufficient buffer", o);
  }

  private settle(level: number, reason: string, { allowed }: Observation): void {
    this.level = withinAllowed(level, allowed);
    this.reason = this.level === level ? reason : "limit";
  }

  /** Waits while the buffer is more than the level is worth; the placeholder, being no media, goes first. */
  private payWait(level: number, buffer: number): void {
    const excess = buffer + this.placeholder - mostBufferFor(this.objective, level);
    if (excess <= 0) return;
    if (excess <= this.placeholder) this.placeholder -= excess;
    else {
      if (level < this.levels.length - 1) this.wait = secondsFromMs(excess - this.placeholder);
      this.placeholder = 0;
    }
  }

  private keepPlaceholderWithin(most: number): void {
    this.placeholder = Math.min(this.placeholder, Math.max(0, most));
  }
}

/** BOLA's own scaling, but that utilities begin at 1. @param room ms */
function plainObjective(levels: readonly Level[], room: number, gammaP: number): BolaObjective {
  const ladder = bolaLevels(levels, 1);
  const gp = gammaP - 1;
  return { ...ladder, gp, vp: room / (highest(ladder.utilities) + gp) };
}

/**
 * The lowest level is best up to `minBuffer`, and the top one is worth fetching up to a buffer that may be larger
 * than the player's own: the placeholder makes up for what is missing.
 */
function virtualObjective(
  levels: readonly Level[],
  maxBuffer: Seconds,
  { minBuffer, minBufferPerLevel }: BolaERuleSettings,
): BolaObjective {
  const ladder = bolaLevels(levels, 1);
  // A ladder of one level leaves nothing to decide.
  if (levels.length === 1) return { ...ladder, gp: 0, vp: 0 };
  const buffer = roundedMs(Math.max(minBuffer + minBufferPerLevel * levels.length, maxBuffer));
  const least = roundedMs(minBuffer);
  const gp = (highest(ladder.utilities) - 1) / (buffer / least - 1);
  return { ...ladder, gp, vp: least / gp };
}

const highest = (utilities: Float64Array): number => utilities[utilities.length - 1]!;
