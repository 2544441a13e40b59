import type { EstimatorFactory } from "../../estimators/estimator.js";
import type { OptionKinds } from "../../model/options.js";
import type { Seconds } from "../../units.js";
import type { RxPlayerBufferOptions } from "./buffer-based.js";
import type { RxPlayerGuessOptions } from "./guess-based.js";
import type { RxPlayerNetworkOptions } from "./network.js";
import type { RxPlayerScoreOptions } from "./score.js";

/**
 * The constants of rx-player's adaptive streaming, each with its name there where it has one. Those of its parts are
 * described where the parts are.
 */
export interface RxPlayerOptions
  extends RxPlayerNetworkOptions,
    RxPlayerScoreOptions,
    RxPlayerBufferOptions,
    RxPlayerGuessOptions {
  /** `initialVideoBitrate`, `initialAudioBitrate`: reckoned with until something is known. */
  readonly initialBitrateKbps: number;
  /** `ABR_FAST_EMA`: half-life of the average that follows quickly. */
  readonly fastHalfLifeSeconds: Seconds;
  /** `ABR_SLOW_EMA`: half-life of the average that follows slowly. */
  readonly slowHalfLifeSeconds: Seconds;
  /** `ABR_MINIMUM_CHUNK_SIZE`: smaller downloads are not measured. */
  readonly minChunkBytes: number;
  /** `ABR_MINIMUM_TOTAL_BYTES`: there is an estimate once so much has been measured. */
  readonly minTotalBytes: number;
  /** `ABR_ENTER_BUFFER_BASED_ALGO`: from this buffer level on, the choice by buffer is heeded, */
  readonly enterBufferBasedSeconds: Seconds;
  /** `ABR_EXIT_BUFFER_BASED_ALGO`: until it has fallen to this. */
  readonly exitBufferBasedSeconds: Seconds;
  /** `SAMPLING_INTERVAL_MEDIASOURCE`: how often it looks while a download runs (0.5 s in the low-latency mode). */
  readonly samplingIntervalSeconds: Seconds;
  /** Whose throughput to reckon with; undefined for rx-player's own. */
  readonly estimator: EstimatorFactory | undefined;
}

export const rxPlayerDefaults: RxPlayerOptions = {
  initialBitrateKbps: 0,
  fastHalfLifeSeconds: 2,
  slowHalfLifeSeconds: 10,
  minChunkBytes: 16_000,
  minTotalBytes: 150_000,
  regularFactor: 0.72,
  starvationFactor: 0.72,
  starvationGapSeconds: 5,
  outOfStarvationGapSeconds: 7,
  starvationDurationDeltaSeconds: 0.1,
  minRequestDurations: 1.5,
  minRequestSeconds: 3,
  maxRequestSeconds: 12,
  requestReports: 5,
  requestHalfLifeSeconds: 2,
  emergencyRebufferingSeconds: 2500,
  slowRequestDurations: 1.5,
  slowRequestSeconds: 2,
  slowRequestFactor: 0.7,
  urgentDelayFactor: 1.2,
  urgentMarginSeconds: 1.5,
  enterBufferBasedSeconds: 10,
  exitBufferBasedSeconds: 5,
  bufferLevelMarginSeconds: 4,
  bufferSecuritySeconds: 4,
  raiseScore: 1.15,
  minBlockRaiseDelaySeconds: 6,
  maxBlockRaiseDelaySeconds: 15,
  raiseBlockingDelayIncrementSeconds: 3,
  raiseBlockingDelayDecrementSeconds: 1,
  stabilityCheckDelaySeconds: 9,
  scoreHalfLifeSeconds: 5,
  sureSegments: 6,
  sureSeconds: 10,
  lowLatencyMode: false,
  guessEdgeSeconds: 40,
  guessBufferSeconds: 2.5,
  guessScore: 1.01,
  guessDoubtfulScore: 1.2,
  guessDoubtfulBufferSeconds: 0.6,
  guessRightScore: 1.5,
  guessDelaySeconds: 0.2,
  guessBandwidthShare: 0.8,
  guessPauseSeconds: 15,
  guessLongestPauseSeconds: 120,
  samplingIntervalSeconds: 1,
  estimator: undefined,
};

export const rxPlayerKinds: OptionKinds<RxPlayerOptions> = {
  initialBitrateKbps: "nonNegative",
  fastHalfLifeSeconds: "positive",
  slowHalfLifeSeconds: "positive",
  minChunkBytes: "nonNegative",
  minTotalBytes: "nonNegative",
  regularFactor: "positive",
  starvationFactor: "positive",
  starvationGapSeconds: "nonNegative",
  outOfStarvationGapSeconds: "nonNegative",
  starvationDurationDeltaSeconds: "nonNegative",
  minRequestDurations: "nonNegative",
  minRequestSeconds: "nonNegative",
  maxRequestSeconds: "nonNegative",
  requestReports: "count",
  requestHalfLifeSeconds: "positive",
  emergencyRebufferingSeconds: "nonNegative",
  slowRequestDurations: "nonNegative",
  slowRequestSeconds: "nonNegative",
  slowRequestFactor: "nonNegative",
  urgentDelayFactor: "nonNegative",
  urgentMarginSeconds: "nonNegative",
  enterBufferBasedSeconds: "nonNegative",
  exitBufferBasedSeconds: "nonNegative",
  bufferLevelMarginSeconds: "nonNegative",
  bufferSecuritySeconds: "nonNegative",
  raiseScore: "nonNegative",
  minBlockRaiseDelaySeconds: "nonNegative",
  maxBlockRaiseDelaySeconds: "nonNegative",
  raiseBlockingDelayIncrementSeconds: "nonNegative",
  raiseBlockingDelayDecrementSeconds: "nonNegative",
  stabilityCheckDelaySeconds: "nonNegative",
  scoreHalfLifeSeconds: "positive",
  sureSegments: "count",
  sureSeconds: "nonNegative",
  lowLatencyMode: "boolean",
  guessEdgeSeconds: "nonNegative",
  guessBufferSeconds: "nonNegative",
  guessScore: "nonNegative",
  guessDoubtfulScore: "nonNegative",
  guessDoubtfulBufferSeconds: "nonNegative",
  guessRightScore: "nonNegative",
  guessDelaySeconds: "nonNegative",
  guessBandwidthShare: "nonNegative",
  guessPauseSeconds: "nonNegative",
  guessLongestPauseSeconds: "nonNegative",
  samplingIntervalSeconds: "nonNegative",
  estimator: "estimator",
};
