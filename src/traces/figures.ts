import type { Trace } from "../model/trace.js";
import {
  type CapacityPercentiles,
  type LaggedCorrelation,
  type Outages,
  TRACE_PERCENTILES,
  type TraceFigures,
} from "../model/trace-figures.js";
import {
  autocorrelationFunction,
  coefficientOfVariation,
  quantileSorted,
  standardDeviation,
  sum,
} from "../statistics/index.js";
import { type BitsPerSecond, bpsFromMbps, type Seconds } from "../units.js";
import { binned } from "./binned.js";
import { countOutages } from "./outages.js";

/** Seconds: those that data sets are compared by. */
export const LAGS: readonly Seconds[] = [1, 5, 10, 30];
/** Less carries no video worth watching: the lowest rungs of ladders are two to three times as high. */
export const OUTAGE_BELOW: BitsPerSecond = bpsFromMbps(0.1);

export interface FiguresOptions {
  /** The length of a bin. */
  readonly bin: Seconds;
  /** Of the autocorrelation; missing: {@link LAGS}. */
  readonly lags?: readonly Seconds[];
  /** What counts as an outage; missing: {@link OUTAGE_BELOW}. */
  readonly outageBelow?: BitsPerSecond;
}

/**
 * A trace in figures.
 *
 * @throws RangeError when the bin's length is not positive, or makes over 20 million bins
 */
export function traceFigures(trace: Trace, options: FiguresOptions): TraceFigures {
  return figuresOfBins(trace, binned(trace, options.bin), options);
}

/** The same of a trace whose bins are at hand. */
export function figuresOfBins(trace: Trace, bins: Float64Array, options: FiguresOptions): TraceFigures {
  const { bin, lags = LAGS, outageBelow = OUTAGE_BELOW } = options;
  const ascending = bins.slice().sort();
  const correlation = autocorrelationFunction(bins);
  return {
    duration: trace.period,
    intervals: trace.durations.length,
    bin,
    bins: bins.length,
    mean: trace.bitsPerPeriod / trace.period,
    standardDeviation: standardDeviation(bins),
    percentiles: percentilesOf(ascending),
    min: ascending[0],
    max: ascending.at(-1),
    coefficientOfVariation: coefficientOfVariation(bins),
    autocorrelation: lags.map((lag): LaggedCorrelation => {
      const steps = wholeSteps(lag, bin);
      return { lag, value: steps === undefined ? undefined : correlation(steps) };
    }),
    coherence: coherenceOf(correlation, bin),
    outages: outagesOf(bins, bin, outageBelow),
    latency: meanOverTime(trace.latencies, trace),
    loss: meanOverTime(trace.losses, trace),
  };
}

function percentilesOf(ascending: Float64Array): CapacityPercentiles | undefined {
  if (ascending.length === 0) return undefined;
  const named = TRACE_PERCENTILES.map((percent) => [`p${percent}`, quantileSorted(ascending, percent / 100)]);
  return Object.fromEntries(named) as CapacityPercentiles;
}

function wholeSteps(lag: Seconds, bin: Seconds): number | undefined {
  const steps = Math.round(lag / bin);
  return Math.abs(steps * bin - lag) <= 1e-9 * lag ? steps : undefined;
}

/** The sum over all lags of the biased estimator is -1/2, so it comes down to any height of 0 or more. */
function coherenceOf(correlation: (lag: number) => number | undefined, bin: Seconds): Seconds | undefined {
  for (let lag = 1; ; lag = Math.max(lag + 1, Math.floor(lag * 1.01))) {
    const value = correlation(lag);
    if (value === undefined) return undefined;
    if (value <= 1 / Math.E) return lag * bin;
  }
}

function outagesOf(bins: Float64Array, bin: Seconds, below: BitsPerSecond): Outages | undefined {
  if (bins.length === 0) return undefined;
  const { out, outForLong, longest } = countOutages(bins, bin, below);
  const others = bins.length - outForLong;
  return {
    share: out / bins.length,
    shareOfBrief: others === 0 ? undefined : (out - outForLong) / others,
    longest: longest * bin,
  };
}

function meanOverTime(values: Float64Array | undefined, { durations, period }: Trace): number | undefined {
  return values && sum(values.map((value, row) => value * durations[row]!)) / period;
}
