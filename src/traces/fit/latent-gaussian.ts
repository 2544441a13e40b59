import type { LatentGaussian } from "../../inputs/generators/latent-gaussian.js";
import { mean } from "../../statistics/index.js";
import { mbpsFromBps } from "../../units.js";
import type { BinnedTraces } from "./binned-traces.js";
import { calibrated } from "./calibrate.js";
import { correlationMixture, type Dictionary } from "./correlation-mixture.js";
import type { ToFit } from "./fit-kinds.js";
import { joined } from "./joined.js";
import { momentsOf } from "./moments.js";
import { quantileFunction } from "./quantile-function.js";
import { scoreCorrelations } from "./score-correlation.js";
import { divided, MOST_BETWEEN, type Shares, shortened } from "./shares.js";

/**
 * Fits a Gaussian copula: the quantile function of all values, a first guess of the normal process behind them from
 * their normal scores, and then simulation until traces vary and follow themselves as those measured do.
 */
export function fittedLatentGaussian({ measured, scores, latency, seed }: ToFit): LatentGaussian {
  const { series, bin, lags, length } = measured;
  const marginal = quantileFunction(joined(series).map(mbpsFromBps));
  // What is slower than a part of the trace could not be told from the trace's own level.
  const dictionary = { row: bin, slowest: Math.max(4 * bin, length / 3) };
  const shares = calibrated(firstGuess(scores, measured, dictionary), {
    marginal,
    dictionary,
    lags,
    wanted: momentsOf(series, bin, lags),
    lengths: series.map((values) => values.length),
    seed,
  });
  return { row: bin, marginal, ...shortened(shares), latency };
}

/**
 * The share between traces, for a beginning, is that of the traces' mean scores. Swings as slow as a trace is long add
 * to it, so that calibration will find less.
 */
function firstGuess(
  scores: readonly Float64Array[],
  { bin, lags }: BinnedTraces,
  dictionary: Dictionary,
): Shares {
  const means = scores.map((values) => new Float64Array(values.length).fill(mean(values)!));
  const between = Math.min(MOST_BETWEEN, meanSquare(joined(means)) / meanSquare(joined(scores)));
  const within = scoreCorrelations(scores, bin, lags).map(({ lag, value }) => ({
    lag,
    value: (value - between) / (1 - between),
  }));
  return divided(between, correlationMixture(within, dictionary));
}

const meanSquare = (values: Float64Array) => mean(values.map((value) => value ** 2))!;
