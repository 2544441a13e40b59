import type { Ar1 } from "../../inputs/generators/kinds/ar1.js";
import { coefficientOfVariation, mean } from "../../statistics/index.js";
import { mbpsFromBps } from "../../units.js";
import type { BinnedTraces } from "./binned-traces.js";
import { joined } from "./joined.js";
import { scoreCorrelations } from "./score-correlation.js";

const DIGITS = 4;
/** What the generator takes at most. */
const MOST_COV = 10;
const MOST_CORRELATION = 0.999;

/**
 * An autoregression of the logarithm, from three moments of all values: it has closed formulas for them (see the
 * generator). The correlation is about the mean of all traces, as the model has no traces that stay above others.
 */
export function fittedAr1({ series, bin }: BinnedTraces, latencyMs: number): Ar1 {
  const values = joined(series);
  const centre = mean(values)!;
  const cov = Math.min(MOST_COV, coefficientOfVariation(values)!);
  const deviations = series.map((one) => one.map((value) => value - centre));
  const [next] = scoreCorrelations(deviations, bin, [bin]);
  const variance = Math.log(1 + cov ** 2);
  // Of the logarithm, from bin to bin; then from second to second, which is the generator's step.
  const kept = Math.log(1 + Math.max(0, next?.value ?? 0) * cov ** 2) / variance;
  const keptASecond = kept ** (1 / bin);
  const correlation = (Math.exp(variance * keptASecond) - 1) / cov ** 2;
  const short = (value: number) => Number(value.toFixed(DIGITS));
  return {
    meanMbps: short(mbpsFromBps(centre)),
    cov: short(cov),
    correlation: Math.min(MOST_CORRELATION, short(correlation)),
    latencyMs,
  };
}
