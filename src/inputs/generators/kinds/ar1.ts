import type { TraceInterval } from "../../../model/trace.js";
import type { RandomStream } from "../../../random.js";
import type { Seconds } from "../../../units.js";
import { flatKind } from "../flat-kind.js";
import { latentProcess } from "../latent.js";
import { BANDWIDTH_MBPS, COV, LATENCY_MS } from "../quantities.js";
import { rowDurations } from "../rows.js";
import { writtenInterval } from "../written-interval.js";

/**
 * Capacity whose logarithm is a first-order autoregression, the plainest process that has the three figures which are
 * published of most sets of traces: mean m, coefficient of variation c, and autocorrelation r one second apart. It is
 * lognormal, exactly: with s² = ln(1 + c²), the logarithm has mean ln m - s²/2 and variance s², and from second to second
 * it correlates by p = ln(1 + r c²) / s². The autocorrelation of capacity k seconds apart is (exp(s² p^k) - 1) / c²
 * (Granger and Newbold, "Forecasting transformed series", J. Royal Statistical Society B 38, 1976).
 */
export interface Ar1 {
  readonly meanMbps: number;
  /** Within a trace as between traces: one trace is like any other. */
  readonly cov: number;
  /** Of a time constant T in seconds: exp(-1 / T), nearly. */
  readonly correlation: number;
  readonly latencyMs: number;
}

export const ar1 = flatKind<Ar1>({
  name: "ar1",
  description: "lognormal capacity with an exponential memory, from mean, CoV and autocorrelation alone",
  source: "first-order autoregression of the logarithm (Granger and Newbold, JRSS B 1976)",
  parameters: {
    meanMbps: { meaning: "mean", number: BANDWIDTH_MBPS },
    cov: { meaning: "standard deviation over mean", number: COV },
    correlation: {
      meaning: "autocorrelation one second apart",
      number: { name: "an autocorrelation", min: 0, max: 0.99999 },
    },
    latencyMs: { meaning: "latency", number: LATENCY_MS },
  },
  defaults: { meanMbps: 3, cov: 0.5, correlation: 0.9, latencyMs: 50 },
  random: true,
  traces: (model, { duration, stream }) => {
    return (index) => ar1Trace(model, { duration, random: stream(index) });
  },
});

/** One trace, which begins in the middle of things. */
export function ar1Trace(
  { meanMbps, cov, correlation, latencyMs }: Ar1,
  { duration, random }: { readonly duration: Seconds; readonly random: RandomStream },
): TraceInterval[] {
  const variance = Math.log(1 + cov * cov);
  const kept = variance > 0 ? Math.log(1 + correlation * cov * cov) / variance : 0;
  const next = latentProcess([{ share: 1, timeConstant: -1 / Math.log(kept) }], 1, random);
  return rowDurations(duration, 1).map((seconds) =>
    writtenInterval({
      duration: seconds,
      mbps: meanMbps * Math.exp(Math.sqrt(variance) * next() - variance / 2),
      latencyMs,
    }),
  );
}
