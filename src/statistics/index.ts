export { autocorrelation, autocorrelationFunction } from "./autocorrelation.js";
export { benjaminiHochberg } from "./benjamini-hochberg.js";
export {
  bootstrapQuantiles,
  type QuantileBootstrapOptions,
  type QuantileDifference,
} from "./bootstrap-quantiles.js";
export { type BootstrapOptions, bootstrapRatios, type RatioEstimate } from "./bootstrap-ratios.js";
export { coefficientOfVariation } from "./coefficient-of-variation.js";
export { effectSize } from "./effect-size.js";
export { equivalence } from "./equivalence.js";
export {
  estimateQuantiles,
  type QuantileEstimate,
  type QuantileEstimateOptions,
} from "./estimate-quantiles.js";
export { holm } from "./holm.js";
export { mean } from "./mean.js";
export { median } from "./median.js";
export { minimumDetectable, type PowerOptions } from "./minimum-detectable.js";
export { type NonInferiority, nonInferiority } from "./non-inferiority.js";
export { normalCdf } from "./normal-cdf.js";
export { normalQuantile } from "./normal-quantile.js";
export { type PairsNeededOptions, pairsNeeded, type TestDesign } from "./pairs-needed.js";
export type { PermutationTest } from "./permutation-test.js";
export { quantile } from "./quantile.js";
export { QuantileSketch } from "./quantile-sketch.js";
export { quantileSorted } from "./quantile-sorted.js";
export type { Interval, Ratio, RatioColumn } from "./ratio.js";
export { selectQuantiles } from "./select-quantiles.js";
export { type ShuffleTestOptions, shuffleTest } from "./shuffle-test.js";
export { standardDeviation } from "./standard-deviation.js";
export { studentQuantile } from "./student-quantile.js";
export type { IntervalMethod } from "./studentised-interval.js";
export { sum } from "./sum.js";
export { type SwapTestOptions, swapTest } from "./swap-test.js";
export type { ClusteredValues } from "./weighted-quantiles.js";
export { type WilcoxonSignedRank, wilcoxonSignedRank } from "./wilcoxon-signed-rank.js";
export { type WinsTiesLosses, winsTiesLosses } from "./wins-ties-losses.js";
