import type { EstimatorFactory } from "../../estimators/estimator.js";
import type { OptionKinds } from "../../model/options.js";
import type { Seconds } from "../../units.js";
import type { InsufficientBufferSettings } from "./insufficient-buffer.js";
import { REPLACEMENTS, type Replacement } from "./replacement.js";
import type { ThroughputRuleSettings } from "./throughput-rule.js";

/** What all policies of Sabre have in common: its history of downloads, and replacement. */
export interface SabreOptions {
  /** Half-life of the average that follows quickly; seconds of transfer. */
  readonly fastHalfLifeSeconds: Seconds;
  /** Half-life of the average that follows slowly; seconds of transfer. */
  readonly slowHalfLifeSeconds: Seconds;
  /** Whose throughput and latency to reckon with; undefined for Sabre's own, by the two half-lives. */
  readonly estimator: EstimatorFactory | undefined;
  /** Which buffered segment of a lower level is fetched again before the next one. */
  readonly replacement: Replacement;
  /** How far ahead of the playhead such a segment must begin; segment durations. */
  readonly replacementAheadSegments: number;
}

export const sabreDefaults: SabreOptions = {
  fastHalfLifeSeconds: 3,
  slowHalfLifeSeconds: 8,
  estimator: undefined,
  replacement: "none",
  replacementAheadSegments: 1.5,
};

export const sabreKinds: OptionKinds<SabreOptions> = {
  fastHalfLifeSeconds: "positive",
  slowHalfLifeSeconds: "positive",
  estimator: "estimator",
  replacement: REPLACEMENTS,
  replacementAheadSegments: "nonNegative",
};

/** The options of the insufficient-buffer rule. */
export interface InsufficientBufferOptions {
  /** Lower the level when the buffer might not last through the download. */
  readonly insufficientBuffer: boolean;
  /** The rule's safety factor at first use. */
  readonly bufferSafetyStart: number;
  /** What that factor is multiplied by after each use. */
  readonly bufferSafetyDecay: number;
  /** What that factor does not fall below. */
  readonly bufferSafetyFloor: number;
}

export const insufficientBufferDefaults: InsufficientBufferOptions = {
  insufficientBuffer: true,
  bufferSafetyStart: 0.9,
  bufferSafetyDecay: 0.9,
  bufferSafetyFloor: 0.5,
};

export const insufficientBufferKinds: OptionKinds<InsufficientBufferOptions> = {
  insufficientBuffer: "boolean",
  bufferSafetyStart: "nonNegative",
  bufferSafetyDecay: "share",
  bufferSafetyFloor: "nonNegative",
};

/** Undefined where the rule is not wanted. */
export function insufficientBufferSettings(
  options: InsufficientBufferOptions,
): InsufficientBufferSettings | undefined {
  if (!options.insufficientBuffer) return undefined;
  return {
    start: options.bufferSafetyStart,
    decay: options.bufferSafetyDecay,
    floor: options.bufferSafetyFloor,
  };
}

/** The options of the throughput rule, wherever it is used. */
export interface ThroughputRuleOptions extends InsufficientBufferOptions {
  /** The share of the estimate to reckon with. */
  readonly safetyFactor: number;
  /** A download is given up that would take more than this many segment durations in all. */
  readonly abandonMultiplier: number;
  /** But not before it has lasted so long. */
  readonly abandonGraceSeconds: Seconds;
}

export const throughputRuleDefaults: ThroughputRuleOptions = {
  ...insufficientBufferDefaults,
  safetyFactor: 0.9,
  abandonMultiplier: 1.8,
  abandonGraceSeconds: 0.5,
};

export const throughputRuleKinds: OptionKinds<ThroughputRuleOptions> = {
  ...insufficientBufferKinds,
  safetyFactor: "positive",
  abandonMultiplier: "positive",
  abandonGraceSeconds: "nonNegative",
};

export function throughputRuleSettings(options: ThroughputRuleOptions): ThroughputRuleSettings {
  return {
    safetyFactor: options.safetyFactor,
    abandonMultiplier: options.abandonMultiplier,
    abandonGrace: options.abandonGraceSeconds,
    insufficientBuffer: insufficientBufferSettings(options),
  };
}
