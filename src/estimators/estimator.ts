import type { Sample } from "../model/policy.js";
import type { BitsPerSecond, Seconds } from "../units.js";

/**
 * What is known of a link's throughput, kept up to date download by download in constant time. An estimator never
 * reads a clock: where age matters, the caller says what time it is.
 */
export interface Estimator {
  /** Takes a finished download in; it is read at once and not kept. */
  add(sample: Sample): void;
  /**
   * The throughput to reckon with.
   *
   * @param now seconds since play was pressed; only estimators that forget with time look at it
   * @returns undefined while too little is known to say
   */
  estimate(now?: Seconds): BitsPerSecond | undefined;
}

/** An estimator that keeps the time from request to first bit apart from the throughput. */
export interface LatencyEstimator extends Estimator {
  /** From a request to its first bit; undefined before the first sample. */
  latency(): Seconds | undefined;
}

/** How one download is turned into a throughput; undefined where it tells nothing. */
export type SampleThroughput = (sample: Sample) => BitsPerSecond | undefined;

/** What an estimator is told when it is made; a policy's context will do. */
export interface EstimatorContext {
  /** Nominal. */
  readonly segmentDuration: Seconds;
}

/** Makes an estimator for one session: what the option `estimator` of a policy takes. */
export type EstimatorFactory = (context: EstimatorContext) => Estimator;
