import type { TraceInterval } from "../../model/trace.js";
import type { RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";
import { type LatencyModel, latencyProcess } from "./latency.js";
import { type LatentComponent, latentProcess } from "./latent.js";
import { type Marginal, valueAtScore } from "./marginal.js";
import { rowDurations } from "./rows.js";
import { writtenInterval } from "./written-interval.js";

/**
 * Capacity as a normal process seen through a quantile function (a Gaussian copula): the quantile function alone
 * decides how the family's values are distributed, the shares of the process alone how they follow each other and
 * how traces differ.
 */
export interface LatentGaussian {
  readonly row: Seconds;
  /** Mbit/s, pooled over the family. */
  readonly marginal: Marginal;
  /** Share of the variance of the normal score that is between traces and stays the same within one. */
  readonly betweenTraces: number;
  /** What happens within a trace; the shares and `betweenTraces` add up to 1. */
  readonly within: readonly LatentComponent[];
  readonly latency: LatencyModel;
}

/**
 * One trace of such a family.
 *
 * @param level the trace's standing among the family's, as a normal score
 */
export function latentGaussianTrace(
  model: LatentGaussian,
  trace: { readonly duration: Seconds; readonly level: number; readonly random: RandomStream },
): TraceInterval[] {
  const nextScore = latentProcess(model.within, model.row, trace.random);
  const nextLatency = latencyProcess(model.latency, model.row, trace.random);
  const standing = Math.sqrt(model.betweenTraces) * trace.level;
  return rowDurations(trace.duration, model.row).map((duration) => {
    const score = standing + nextScore();
    return writtenInterval({
      duration,
      mbps: valueAtScore(model.marginal, score),
      latencyMs: nextLatency(model.latency.medianMs, score),
    });
  });
}
