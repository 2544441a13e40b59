export type { Sample } from "../model/policy.js";
export type { Bits, BitsPerSecond, Seconds } from "../units.js";
export { type DashJsEwmaOptions, dashJsEwma, dashJsEwmaEntry } from "./dash-js-ewma.js";
export { type DualEwmaOptions, dualEwma, dualEwmaEntry } from "./dual-ewma.js";
export {
  type DualPerSampleEwmaOptions,
  dualPerSampleEwma,
  dualPerSampleEwmaEntry,
} from "./dual-per-sample-ewma.js";
export type { EstimatorEntry } from "./entry.js";
export type {
  Estimator,
  EstimatorContext,
  EstimatorFactory,
  LatencyEstimator,
  SampleThroughput,
} from "./estimator.js";
export { type HarmonicMeanOptions, harmonicMean, harmonicMeanEntry } from "./harmonic-mean.js";
export { type HlsJsEwmaOptions, hlsJsEwma, hlsJsEwmaEntry } from "./hls-js-ewma.js";
export { type PerSampleEwmaOptions, perSampleEwma, perSampleEwmaEntry } from "./per-sample-ewma.js";
export { estimators, findEstimator } from "./registry.js";
export { type RxPlayerEwmaOptions, rxPlayerEwma, rxPlayerEwmaEntry } from "./rx-player-ewma.js";
export { type SabreEwmaOptions, sabreEwma, sabreEwmaEntry } from "./sabre-ewma.js";
export { type SabreSlidingOptions, sabreSliding, sabreSlidingEntry } from "./sabre-sliding.js";
export { type Measure, measureOf, requestThroughput, transferThroughput } from "./sample-throughput.js";
export { type ShakaEwmaOptions, shakaEwma, shakaEwmaEntry } from "./shaka-ewma.js";
export { type SlidingMeanOptions, slidingMean, slidingMeanEntry } from "./sliding-mean.js";
export {
  type SlidingPercentileOptions,
  slidingPercentile,
  slidingPercentileEntry,
} from "./sliding-percentile.js";
export { WeightedEwma } from "./weighted-ewma.js";
