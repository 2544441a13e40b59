import type { EstimatorFactory } from "../../estimators/estimator.js";
import { harmonicMean } from "../../estimators/harmonic-mean.js";
import type { OptionKinds } from "../../model/options.js";
import type { MpcObjective } from "./objective.js";

/** What all policies that plan ahead have in common. */
export interface PlanOptions extends MpcObjective {
  /**
   * How many segments a plan looks ahead; fewer at the end of the video. A decision takes longer with each, in the worst
   * case about twice as long.
   */
  readonly horizon: number;
}

/** And those that predict the throughput. */
export interface PredictionOptions {
  /** How many of the newest downloads the prediction is the harmonic mean of. */
  readonly sampleCount: number;
  /** Whose throughput to reckon with; undefined for that harmonic mean. */
  readonly estimator: EstimatorFactory | undefined;
  /**
   * The level of a session's first segment, or the top of a lower ladder, while nothing is known of the throughput.
   * Pensieve's environment plays level 1.
   */
  readonly firstLevel: number;
}

/** Of Pensieve's mpc.py. */
export const planDefaults: PlanOptions = {
  horizon: 5,
  rebufferPenalty: 4.3,
  switchPenalty: 1,
};

export const planKinds: OptionKinds<PlanOptions> = {
  horizon: "horizon",
  rebufferPenalty: "nonNegative",
  switchPenalty: "nonNegative",
};

/** Of Pensieve's mpc.py, but for the first level. */
export const predictionDefaults: PredictionOptions = { sampleCount: 5, estimator: undefined, firstLevel: 0 };

export const predictionKinds: OptionKinds<PredictionOptions> = {
  sampleCount: "count",
  estimator: "estimator",
  firstLevel: "level",
};

/** The estimator that was asked for, or the harmonic mean. */
export const estimatorOf = ({ estimator, sampleCount }: PredictionOptions): EstimatorFactory =>
  estimator ?? (() => harmonicMean({ sampleCount }));
