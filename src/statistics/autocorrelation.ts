import { isConstant } from "./is-constant.js";
import { mean } from "./mean.js";
import { sum } from "./sum.js";

/**
 * How like itself a series is after `lag` steps, from -1 to 1: the standard (biased) estimator, with the one mean of
 * the whole series removed and the sum of products divided by the sum of squares at lag 0 (Box & Jenkins, "Time
 * Series Analysis", section 2.1). In a short series it lies below the truth, the more so the slower the process.
 *
 * @param lag in steps, a whole number of 0 or more
 * @returns undefined where the series is constant or not longer than the lag
 * @throws RangeError when the lag is none
 */
export function autocorrelation(values: ArrayLike<number>, lag: number): number | undefined {
  return autocorrelationFunction(values)(lag);
}

/** The same for many lags of one series, which is prepared once: a function of the lag. */
export function autocorrelationFunction(values: ArrayLike<number>): (lag: number) => number | undefined {
  const deviations = new Float64Array(isConstant(values) ? 0 : values.length);
  const products = new Float64Array(deviations.length);
  const centre = mean(values)!;
  for (let i = 0; i < deviations.length; i++) {
    deviations[i] = values[i]! - centre;
    products[i] = deviations[i]! ** 2;
  }
  const squares = sum(products);
  return (lag) => {
    if (!(Number.isInteger(lag) && lag >= 0))
      throw new RangeError(`expected a whole lag of 0 or more, got ${lag}`);
    if (deviations.length <= lag) return undefined;
    const pairs = deviations.length - lag;
    for (let i = 0; i < pairs; i++) products[i] = deviations[i]! * deviations[i + lag]!;
    return sum(products.subarray(0, pairs)) / squares;
  };
}
