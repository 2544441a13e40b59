import type { EstimatorFactory } from "../../estimators/estimator.js";
import type { OptionKinds } from "../../model/options.js";
import type { Seconds } from "../../units.js";
import type { InitialBitrates } from "./initial-level.js";
import { RULE_STATES, type RuleState } from "./switch-request.js";

/** dash.js's settings of `streaming.abr`, by its names where they are words of their own. */
export interface DashjsOptions extends InitialBitrates {
  /** Estimates the throughput; undefined for dash.js's own. */
  readonly estimator: EstimatorFactory | undefined;
  /** The share of the estimate to reckon with: `bandwidthSafetyFactor`. */
  readonly bandwidthSafetyFactor: number;
  /** From this buffer level on BOLA decides instead of the throughput, until it is below half of it; seconds. */
  readonly hybridSwitchBufferSeconds: Seconds;
  /** At or below this buffer level the buffer counts as empty; seconds. */
  readonly stallThresholdSeconds: Seconds;
  /** Low-latency mode, in which the insufficient-buffer rule is off. */
  readonly lowLatency: boolean;
  /** The rules: off, or how much their word counts. */
  readonly bolaRule: RuleState;
  readonly throughputRule: RuleState;
  readonly insufficientBufferRule: RuleState;
  readonly switchHistoryRule: RuleState;
  readonly droppedFramesRule: RuleState;
  /** Give downloads up that take too long. */
  readonly abandonRequestsRule: boolean;
  /** BOLA: the buffer level at which the lowest level is held back; seconds. */
  readonly bolaMinimumBufferSeconds: Seconds;
  /** BOLA: the least buffer that it reckons with, beyond the minimum, for each level; seconds. */
  readonly bolaBufferPerLevelSeconds: Seconds;
  /** BOLA: what is left of the placeholder buffer after each segment. */
  readonly bolaPlaceholderDecay: number;
  /** Insufficient buffer: the share of the estimate to reckon with. */
  readonly insufficientBufferSafetyFactor: number;
  /** Insufficient buffer: segments after the start and after a seek for which the rule keeps silent. */
  readonly insufficientBufferIgnoreCount: number;
  /** Switch history: how many of the newest decisions are looked at. */
  readonly switchHistorySampleSize: number;
  /** Switch history: drops over other decisions, above which the level is not held. */
  readonly switchHistoryThreshold: number;
  /** Dropped frames: a level is judged once it had more frames than this. */
  readonly droppedFramesSampleSize: number;
  /** Dropped frames: dropped over all, above which a level is too much. */
  readonly droppedFramesThreshold: number;
  /** Abandonment: from this many segment durations on a download takes too long. */
  readonly abandonDurationMultiplier: number;
  /** Abandonment: not before more than this after the first byte; milliseconds. */
  readonly abandonAfterMs: number;
  /** Abandonment: not before this many reports of progress. */
  readonly abandonMinSamples: number;
  /** After an abandonment no up-switch, and no word of the throughput rule, for so long; seconds. */
  readonly abandonLoadTimeoutSeconds: Seconds;
  /**
   * Ask, with each up-switch, for what is buffered to be replaced, from the segment at the playhead on. dash.js does so; but
   * under profile `dashjs` it is the player's setting `fastSwitch`, and this is for players without. Ours: false.
   */
  readonly fastSwitch: boolean;
}

export const dashjsDefaults: DashjsOptions = {
  estimator: undefined,
  bandwidthSafetyFactor: 0.9,
  initialVideoKbps: 1000,
  initialAudioKbps: 100,
  hybridSwitchBufferSeconds: 12,
  stallThresholdSeconds: 0.3,
  lowLatency: false,
  bolaRule: "default",
  throughputRule: "default",
  insufficientBufferRule: "default",
  switchHistoryRule: "default",
  droppedFramesRule: "off",
  abandonRequestsRule: true,
  bolaMinimumBufferSeconds: 10,
  bolaBufferPerLevelSeconds: 2,
  bolaPlaceholderDecay: 0.99,
  insufficientBufferSafetyFactor: 0.7,
  insufficientBufferIgnoreCount: 2,
  switchHistorySampleSize: 8,
  switchHistoryThreshold: 0.075,
  droppedFramesSampleSize: 375,
  droppedFramesThreshold: 0.15,
  abandonDurationMultiplier: 1.8,
  abandonAfterMs: 500,
  abandonMinSamples: 6,
  abandonLoadTimeoutSeconds: 10,
  fastSwitch: false,
};

export const dashjsKinds: OptionKinds<DashjsOptions> = {
  estimator: "estimator",
  bandwidthSafetyFactor: "positive",
  initialVideoKbps: "nonNegative",
  initialAudioKbps: "nonNegative",
  hybridSwitchBufferSeconds: "nonNegative",
  stallThresholdSeconds: "nonNegative",
  lowLatency: "boolean",
  bolaRule: RULE_STATES,
  throughputRule: RULE_STATES,
  insufficientBufferRule: RULE_STATES,
  switchHistoryRule: RULE_STATES,
  droppedFramesRule: RULE_STATES,
  abandonRequestsRule: "boolean",
  bolaMinimumBufferSeconds: "positive",
  bolaBufferPerLevelSeconds: "positive",
  bolaPlaceholderDecay: "share",
  insufficientBufferSafetyFactor: "nonNegative",
  insufficientBufferIgnoreCount: "nonNegative",
  switchHistorySampleSize: "count",
  switchHistoryThreshold: "nonNegative",
  droppedFramesSampleSize: "nonNegative",
  droppedFramesThreshold: "nonNegative",
  abandonDurationMultiplier: "nonNegative",
  abandonAfterMs: "nonNegative",
  abandonMinSamples: "count",
  abandonLoadTimeoutSeconds: "nonNegative",
  fastSwitch: "boolean",
};
