import type { BitsPerSecond, Seconds } from "../units.js";
import type { Interval } from "./interval.js";

/** The percentiles that are told of a capacity. */
export const TRACE_PERCENTILES = [5, 25, 50, 75, 95] as const;

/** Bit/s in bins at each of {@link TRACE_PERCENTILES}, by the R-7 method. */
export type CapacityPercentiles = Readonly<Record<`p${(typeof TRACE_PERCENTILES)[number]}`, BitsPerSecond>>;

/** How like itself the capacity is after a time. */
export interface LaggedCorrelation {
  readonly lag: Seconds;
  /**
   * From -1 to 1, by the biased estimator (`statistics/autocorrelation.ts`). Undefined where the lag is not a whole
   * number of bins, the trace is no longer than it, or the capacity is constant.
   */
  readonly value: number | undefined;
}

/** Time with hardly any capacity. */
export interface Outages {
  /** Share of the bins, from 0 to 1. */
  readonly share: number;
  /**
   * The same without stretches of more than a minute, which may be where nobody measured: of the other bins. Undefined
   * where there are none.
   */
  readonly shareOfBrief: number | undefined;
  /** The most time that such bins follow one another, not counting that a trace repeats; 0 where there are none. */
  readonly longest: Seconds;
}

/**
 * What is said of one trace in figures. Duration, mean, latency and loss are of the whole trace; all others are of its
 * whole bins of one length, and undefined where there is none.
 */
export interface TraceFigures {
  readonly duration: Seconds;
  readonly intervals: number;
  /** The length of a bin. */
  readonly bin: Seconds;
  /** How many whole ones there are. */
  readonly bins: number;
  /** Bits over time. */
  readonly mean: BitsPerSecond;
  /** With n - 1; undefined for a single bin too. */
  readonly standardDeviation: BitsPerSecond | undefined;
  readonly percentiles: CapacityPercentiles | undefined;
  readonly min: BitsPerSecond | undefined;
  readonly max: BitsPerSecond | undefined;
  /** Standard deviation over mean of the bins; undefined where either is, or the mean is 0. */
  readonly coefficientOfVariation: number | undefined;
  readonly autocorrelation: readonly LaggedCorrelation[];
  /**
   * The coherence time: the first lag, in whole bins, at which the autocorrelation is 1/e or less. Beyond 100 bins to
   * within 1 %. Undefined where there is no autocorrelation.
   */
  readonly coherence: Seconds | undefined;
  readonly outages: Outages | undefined;
  /** Means over time; undefined where the trace does not know. */
  readonly latency: Seconds | undefined;
  readonly loss: number | undefined;
}

/** A figure of a set of traces, which are a sample of what might have been measured. */
export interface SampledFigure {
  readonly value: number;
  /** 95 %, by resampling traces; undefined where fewer than two have something to say. */
  readonly interval: Interval | undefined;
}

/**
 * What is said of traces of one kind together, as data sets are described. Pooled figures are of all bins of all traces,
 * so that a long trace counts for more; medians are over the traces' own figures. Undefined where no trace has one.
 */
export interface TraceSetFigures {
  readonly set: string;
  /** Of each trace. */
  readonly members: readonly TraceFigures[];
  /** Of all traces together. */
  readonly duration: Seconds;
  readonly bin: Seconds;
  /** Bit/s: all bits over all time. */
  readonly mean: SampledFigure | undefined;
  /** Bit/s, pooled. */
  readonly standardDeviation: SampledFigure | undefined;
  /** Bit/s, pooled. */
  readonly p5: SampledFigure | undefined;
  readonly p50: SampledFigure | undefined;
  readonly p95: SampledFigure | undefined;
  /** The median. */
  readonly coefficientOfVariation: SampledFigure | undefined;
  /** Pooled; see {@link Outages}. */
  readonly outageShare: SampledFigure | undefined;
  readonly briefOutageShare: SampledFigure | undefined;
  /** Medians. */
  readonly autocorrelation: readonly { readonly lag: Seconds; readonly figure: SampledFigure | undefined }[];
  /** Seconds, the median. */
  readonly coherence: SampledFigure | undefined;
}
