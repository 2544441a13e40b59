import type { LatencyModel } from "../../inputs/generators/latency.js";
import type { Trace } from "../../model/trace.js";
import { mean, median, standardDeviation } from "../../statistics/index.js";
import { msFromSeconds, type Seconds } from "../../units.js";
import { joined } from "./joined.js";
import { scoreCorrelations } from "./score-correlation.js";

/** What the generator rounds to, so that nothing below it can be told from it. */
const LEAST_MS = 1;
/** Bins over which the drift is measured: enough for it to be seen beside the noise. */
const BINS = 5;
/** A correlation beyond which a latency is that of its trace and stays. */
const STAYS = 0.99;
/** A correlation below which there is no drift to be seen. */
const SINKS = 0.01;
/** The most that the generator takes. */
const MOST_SPREAD = 3;

/**
 * How latency varies, if every trace knows its own: its median and the spread of its logarithm over all bins, the time
 * over which it drifts, and how it goes with the scores of capacity.
 *
 * @param scores of capacity, a bin each, in the order of the traces
 */
export function fittedLatency(
  traces: readonly Trace[],
  scores: readonly Float64Array[],
  bin: Seconds,
): LatencyModel | undefined {
  if (traces.some(({ latencies }) => latencies === undefined)) return undefined;
  const milliseconds = traces.map((trace, index) => latencyInBins(trace, scores[index]!.length, bin));
  const pooled = joined(milliseconds);
  const logarithms = pooled.map(Math.log);
  const spread = Math.min(MOST_SPREAD, standardDeviation(logarithms) ?? 0);
  const model = { medianMs: rounded(median(pooled)!), spread: rounded(spread) };
  if (model.spread === 0) return { ...model, withCapacity: 0 };
  const centre = mean(logarithms)!;
  const deviations = milliseconds.map((values) => values.map((value) => Math.log(value) - centre));
  const [drift] = scoreCorrelations(deviations, bin, [BINS * bin]);
  const withCapacity = Math.min(1, Math.max(0, -correlation(joined(deviations), joined(scores))));
  return {
    ...model,
    ...(drift !== undefined &&
      drift.value < STAYS && {
        timeConstant: rounded((BINS * bin) / -Math.log(Math.max(SINKS, drift.value))),
      }),
    withCapacity: rounded(withCapacity),
  };
}

/** Milliseconds in force at the middle of each bin. */
function latencyInBins({ latencies, ends }: Trace, bins: number, bin: Seconds): Float64Array {
  let row = 0;
  return Float64Array.from({ length: bins }, (_, index) => {
    while (row < ends.length - 1 && ends[row]! <= (index + 0.5) * bin) row++;
    return Math.max(LEAST_MS, msFromSeconds(latencies![row]!));
  });
}

function correlation(one: Float64Array, other: Float64Array): number {
  const product = mean(one.map((value, index) => value * other[index]!))!;
  const size = Math.sqrt(mean(one.map((value) => value ** 2))! * mean(other.map((value) => value ** 2))!);
  return size > 0 ? product / size : 0;
}

const rounded = (value: number) => Number(value.toPrecision(3));
