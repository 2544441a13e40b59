import type { LaggedCorrelation } from "../../model/trace-figures.js";
import type { BitsPerSecond, Seconds } from "../../units.js";

/** The capacity over time, in bins of one length from time 0. */
export interface PlottedBins {
  readonly bin: Seconds;
  /** Bit/s; at least one. */
  readonly bins: Float64Array;
}

/** A trace, or a set of them, as it is drawn. */
export interface PlottedTrace {
  readonly name: string;
  /** Missing for a set, whose traces do not follow one another. */
  readonly overTime?: PlottedBins;
  /** All bins, ascending. */
  readonly ascending: Float64Array;
  /** From lag 0; empty where there is none. */
  readonly correlation: readonly LaggedCorrelation[];
}

/** What lies within a stretch of time. */
export interface CapacityColumn {
  readonly from: Seconds;
  readonly to: Seconds;
  readonly mean: BitsPerSecond;
  readonly low: BitsPerSecond;
  readonly high: BitsPerSecond;
}

/** A trace in so many columns of one length; in fewer where there are fewer bins. */
export function capacityColumns({ bin, bins }: PlottedBins, most: number): CapacityColumn[] {
  const count = Math.min(most, bins.length);
  return Array.from({ length: count }, (_, column) => {
    const first = Math.floor((column * bins.length) / count);
    const next = Math.floor(((column + 1) * bins.length) / count);
    let total = 0;
    let low = Number.POSITIVE_INFINITY;
    let high = 0;
    for (let index = first; index < next; index++) {
      const value = bins[index]!;
      total += value;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return { from: first * bin, to: next * bin, mean: total / (next - first), low, high };
  });
}
