export type { Sample } from "../model/policy.js";
export type { Bits, BitsPerSecond, Seconds } from "../units.js";
export { type DualPerSampleEwmaOptions, dualPerSampleEwma } from "./dual-per-sample-ewma.js";
export type {
  Estimator,
  EstimatorContext,
  EstimatorFactory,
  LatencyEstimator,
  SampleThroughput,
} from "./estimator.js";
export { type PerSampleEwmaOptions, perSampleEwma } from "./per-sample-ewma.js";
export { type SabreEwmaOptions, sabreEwma } from "./sabre-ewma.js";
export { requestThroughput, transferThroughput } from "./sample-throughput.js";
export { type SlidingMeanOptions, slidingMean } from "./sliding-mean.js";
export { WeightedEwma } from "./weighted-ewma.js";
