import type { BitsPerSecond, Seconds } from "../units.js";

/** One stretch of a trace in which nothing changes. */
export interface TraceInterval {
  /** Positive. */
  readonly duration: Seconds;
  /** The link's capacity, 0 or more. */
  readonly bandwidth: BitsPerSecond;
  /** From a request to its first bit, 0 or more; missing where the source does not say. */
  readonly latency?: Seconds;
  /** Share of packets lost, 0 to 1; missing where the source does not say. */
  readonly loss?: number;
}

/** The columns that a trace need not have: what every interval has, or none. */
export interface OptionalColumns {
  readonly latency: boolean;
  readonly loss: boolean;
}

export const columnsOf = ({ latency, loss }: TraceInterval): OptionalColumns => ({
  latency: latency !== undefined,
  loss: loss !== undefined,
});

/**
 * The capacity of a link over time: piecewise constant, starting at time 0, repeating from its beginning when it
 * ends. Column i of each array describes interval i.
 */
export interface Trace {
  /** `<set>/<file>`, unique within an experiment. */
  readonly name: string;
  /** The family it belongs to: the name of its folder. Verdicts are stratified by it. */
  readonly set: string;
  /** Seconds, each positive. */
  readonly durations: Float64Array;
  /** Bits per second, each 0 or more. */
  readonly bandwidths: Float64Array;
  /** Seconds, each 0 or more; present when the source gives a latency for every interval. */
  readonly latencies?: Float64Array;
  /** Shares from 0 to 1; present when the source gives a loss for every interval. */
  readonly losses?: Float64Array;
  /** Seconds from the start of the trace to the end of each interval: the running sum of `durations`. */
  readonly ends: Float64Array;
  /** Seconds after which the trace repeats: the last of `ends`. */
  readonly period: Seconds;
  /** Bits that the link carries in one period. */
  readonly bitsPerPeriod: number;
}

/** Derives what is derived of a trace. The columns are taken over, not copied; their values are not checked. */
export function traceFromColumns(
  columns: Pick<Trace, "name" | "set" | "durations" | "bandwidths"> & {
    readonly latencies?: Float64Array | undefined;
    readonly losses?: Float64Array | undefined;
  },
): Trace {
  const { name, set, durations, bandwidths, latencies, losses } = columns;
  const ends = new Float64Array(durations.length);
  let period = 0;
  let bitsPerPeriod = 0;
  for (let row = 0; row < durations.length; row++) {
    period += durations[row]!;
    bitsPerPeriod += durations[row]! * bandwidths[row]!;
    ends[row] = period;
  }
  return {
    name,
    set,
    durations,
    bandwidths,
    ...(latencies && { latencies }),
    ...(losses && { losses }),
    ends,
    period,
    bitsPerPeriod,
  };
}

/**
 * A trace from a list of intervals. Latency and loss are kept only when every interval has one, because a trace
 * that knows its latency now and then is one that does not know it.
 *
 * @throws RangeError when the list is empty or a value is out of its range
 */
export function traceFromIntervals(
  identity: { readonly name: string; readonly set: string },
  intervals: readonly TraceInterval[],
): Trace {
  if (intervals.length === 0) throw new RangeError(`trace ${identity.name}: expected at least one interval`);
  intervals.forEach((interval, row) => {
    const problem = intervalProblem(interval);
    if (problem) throw new RangeError(`trace ${identity.name}, interval ${row}: ${problem}`);
  });
  const column = (read: (interval: TraceInterval) => number) => Float64Array.from(intervals, read);
  const complete = (read: (interval: TraceInterval) => number | undefined) =>
    intervals.every((interval) => read(interval) !== undefined)
      ? column((interval) => read(interval)!)
      : undefined;
  return traceFromColumns({
    ...identity,
    durations: column((interval) => interval.duration),
    bandwidths: column((interval) => interval.bandwidth),
    latencies: complete((interval) => interval.latency),
    losses: complete((interval) => interval.loss),
  });
}

function intervalProblem({ duration, bandwidth, latency, loss }: TraceInterval): string | undefined {
  if (!(duration > 0 && Number.isFinite(duration))) return `expected a duration over 0 s, got ${duration}`;
  if (!(bandwidth >= 0 && Number.isFinite(bandwidth)))
    return `expected a bandwidth of 0 bit/s or more, got ${bandwidth}`;
  if (latency !== undefined && !(latency >= 0 && Number.isFinite(latency)))
    return `expected a latency of 0 s or more, got ${latency}`;
  if (loss !== undefined && !(loss >= 0 && loss <= 1)) return `expected a loss from 0 to 1, got ${loss}`;
  return undefined;
}
