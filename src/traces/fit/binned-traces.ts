import type { Trace } from "../../model/trace.js";
import { median } from "../../statistics/index.js";
import type { Seconds } from "../../units.js";
import { binned } from "../binned.js";

/** Traces that a generator is fitted to. */
export interface BinnedTraces {
  readonly traces: readonly Trace[];
  /** Whole bit/s in whole bins, a series a trace; none is empty. */
  readonly series: readonly Float64Array[];
  readonly bin: Seconds;
  /** Lags at which the traces' autocorrelations are hit, whole numbers of bins. */
  readonly lags: readonly Seconds[];
  /** The median duration. */
  readonly length: Seconds;
}

/** Those that data sets are told by, and one beyond. */
const LAGS: readonly Seconds[] = [1, 5, 10, 30, 60];

/** @param traces each at least a bin long */
export function binnedTraces(traces: readonly Trace[], bin: Seconds): BinnedTraces {
  const length = median(traces.map(({ period }) => period))!;
  // Beyond a quarter of a series its autocorrelation is mostly chance (Box & Jenkins, section 2.1).
  const known = LAGS.filter((lag) => Number.isInteger(lag / bin) && lag > bin && lag <= length / 4);
  return {
    traces,
    series: traces.map((trace) => binned(trace, bin).map(Math.round)),
    bin,
    lags: [bin, ...known],
    length,
  };
}
