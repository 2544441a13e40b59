import type { InFlight, Observation } from "../../model/policy.js";
import type { Level } from "../../model/video.js";
import type { BitsPerSecond, Seconds } from "../../units.js";
import { hasPassed } from "../shared/elapsed.js";
import { bitratesOf, withinAllowed } from "../shared/ladder.js";
import { restOf } from "./bola-objective.js";
import {
  type InsufficientBufferRule,
  type InsufficientBufferSettings,
  insufficientBufferRule,
} from "./insufficient-buffer.js";
import type { SabreRule } from "./rule.js";
import { sustainableLevel } from "./sustainable-level.js";

export interface ThroughputRuleSettings {
  /** The share of the estimate to reckon with. */
  readonly safetyFactor: number;
  /** Missing: not in use. */
  readonly insufficientBuffer?: InsufficientBufferSettings | undefined;
  /** A download is given up if it would take more than this many segment durations in all. */
  readonly abandonMultiplier: number;
  /** But not before it has lasted so long. */
  readonly abandonGrace: Seconds;
}

/**
 * Sabre's throughput rule: the highest level sustainable at a share of the throughput, then the insufficient-buffer
 * rule. It gives a download up that, at the rate since its first bit, would last too long, for the level sustainable
 * at a share of that rate, if that is lower and needs fewer bits than are left.
 */
export class ThroughputRule implements SabreRule {
  level = 0;
  readonly wait = 0;
  readonly monotone = true;
  reason = "no samples";
  private readonly bitrates: Float64Array;
  private readonly segmentDuration: Seconds;
  private readonly settings: ThroughputRuleSettings;
  private readonly lowerForBuffer: InsufficientBufferRule | undefined;

  constructor(levels: readonly Level[], segmentDuration: Seconds, settings: ThroughputRuleSettings) {
    const { insufficientBuffer } = settings;
    this.bitrates = bitratesOf(levels);
    this.segmentDuration = segmentDuration;
    this.settings = settings;
    this.lowerForBuffer =
      insufficientBuffer && insufficientBufferRule(levels, segmentDuration, insufficientBuffer);
  }

  choose(o: Observation, throughput: BitsPerSecond | undefined, latency: Seconds): void {
    const { bitrates, segmentDuration, settings, lowerForBuffer } = this;
    if (throughput === undefined) {
      this.level = withinAllowed(0, o.allowed);
      this.reason = "no samples";
      return;
    }
    const safe = settings.safetyFactor * throughput;
    const sustainable = sustainableLevel(bitrates, segmentDuration, safe, latency);
    const level = lowerForBuffer ? lowerForBuffer(sustainable, o.buffer, throughput, latency) : sustainable;
    this.level = withinAllowed(level, o.allowed);
    if (this.level !== level) this.reason = "limit";
    else this.reason = level === sustainable ? "throughput" : "insufficient buffer";
  }

  abandonTo(inFlight: InFlight, o: Observation, latency: Seconds): number | undefined {
    const { bitrates, segmentDuration, settings } = this;
    const { level, start, firstByte, loaded } = inFlight;
    if (firstByte === undefined || !(o.now > firstByte)) return undefined;
    if (!hasPassed(start, o.now, settings.abandonGrace)) return undefined;
    const rest = restOf(inFlight, o);
    if (rest === undefined) return undefined;
    const rate = loaded / (o.now - firstByte);
    const inAll = o.now - start + rest.bits / rate;
    if (!(inAll > settings.abandonMultiplier * segmentDuration)) return undefined;
    const sustainable = sustainableLevel(bitrates, segmentDuration, settings.safetyFactor * rate, latency);
    const to = withinAllowed(sustainable, o.allowed);
    const size = (rest.size * bitrates[to]!) / bitrates[level]!;
    return to < level && size < rest.bits ? to : undefined;
  }
}
