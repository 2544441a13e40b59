import type { Seconds } from "../../units.js";
import type { Wanted } from "./correlation-mixture.js";

/**
 * Correlations of scores within traces about the mean of ALL traces, over every pair that far apart. No mean of a
 * trace is taken off, so nothing of a short trace's slow swings is lost; they level out, with the lag, at the share
 * of the variance that is between traces.
 *
 * @param lags those are left out of which no trace has a pair
 */
export function scoreCorrelations(
  scores: readonly Float64Array[],
  bin: Seconds,
  lags: readonly Seconds[],
): Wanted[] {
  const variance = meanProduct(scores, 0)!;
  return lags.flatMap((lag) => {
    const product = meanProduct(scores, Math.round(lag / bin));
    return product === undefined ? [] : [{ lag, value: product / variance }];
  });
}

function meanProduct(scores: readonly Float64Array[], steps: number): number | undefined {
  let total = 0;
  let pairs = 0;
  for (const series of scores) {
    for (let at = 0; at + steps < series.length; at++) total += series[at]! * series[at + steps]!;
    pairs += Math.max(0, series.length - steps);
  }
  return pairs === 0 ? undefined : total / pairs;
}
