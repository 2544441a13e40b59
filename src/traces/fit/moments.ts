import { autocorrelationFunction, coefficientOfVariation, median } from "../../statistics/index.js";
import type { Seconds } from "../../units.js";

/** How traces vary within, at the middle of a set. */
export interface Moments {
  /** The median coefficient of variation; undefined where no trace has one. */
  readonly variation: number | undefined;
  /** The median autocorrelation at each lag; undefined where no trace has one. */
  readonly correlations: readonly (number | undefined)[];
}

/** @param series of traces, in bins */
export function momentsOf(series: readonly Float64Array[], bin: Seconds, lags: readonly Seconds[]): Moments {
  const correlationOf = series.map((values) => autocorrelationFunction(values));
  return {
    variation: medianOf(series.map((values) => coefficientOfVariation(values))),
    correlations: lags.map((lag) =>
      medianOf(correlationOf.map((correlation) => correlation(Math.round(lag / bin)))),
    ),
  };
}

const medianOf = (values: readonly (number | undefined)[]) =>
  median(values.filter((value) => value !== undefined));
