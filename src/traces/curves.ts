import type { LaggedCorrelation } from "../model/trace-figures.js";
import { autocorrelationFunction, mean } from "../statistics/index.js";
import type { Seconds } from "../units.js";

/** Lags that are drawn, evenly: a curve needs no more, and a long trace takes a while for each. */
const MOST_LAGS = 60;
/** Seconds: twice the longest lag that sets are described by. */
const LONGEST_LAG: Seconds = 60;

/** What is drawn of traces in bins of one length, beside their course over time. */
export interface TraceCurves {
  /** Bit/s: all bins of all traces, ascending. */
  readonly ascending: Float64Array;
  /**
   * From lag 0 to a minute, the mean over the traces; of each up to a third of its length, as beyond hardly anything is
   * averaged over. Empty where no trace has any.
   */
  readonly correlation: readonly LaggedCorrelation[];
}

export function traceCurves(traces: readonly Float64Array[], bin: Seconds): TraceCurves {
  const ascending = new Float64Array(traces.reduce((total, { length }) => total + length, 0));
  let filled = 0;
  for (const bins of traces) {
    ascending.set(bins, filled);
    filled += bins.length;
  }
  return { ascending: ascending.sort(), correlation: meanCorrelogram(traces, bin) };
}

function meanCorrelogram(traces: readonly Float64Array[], bin: Seconds): LaggedCorrelation[] {
  const functions = traces.map((bins) => ({ most: bins.length / 3, at: autocorrelationFunction(bins) }));
  const last = Math.floor(LONGEST_LAG / bin);
  const step = Math.max(1, Math.ceil(last / MOST_LAGS));
  const found: LaggedCorrelation[] = [];
  for (let lag = 0; lag <= last; lag += step) {
    const values = functions.flatMap(({ most, at }) => (lag > most ? [] : (at(lag) ?? [])));
    const value = mean(values);
    if (value === undefined) break;
    found.push({ lag: lag * bin, value });
  }
  return found;
}
