import { answersOf } from "./answers.js";
import { inGroups, oneByOne } from "./arrangement.js";
import { clusterResampler, everyClusterOnce } from "./cluster-resampler.js";
import type { Interval, Ratio, RatioColumn } from "./ratio.js";
import { RatioSampler } from "./ratio-sampler.js";
import { ROUNDING } from "./rounding.js";
import { type Strata, strataWithoutLoners } from "./strata.js";
import { FARTHEST, type IntervalMethod, studentisedInterval } from "./studentised-interval.js";

export interface BootstrapOptions {
  /** All over the same clusters. */
  readonly columns: readonly RatioColumn[];
  /** The stratum of each cluster, as any number; missing: all are of one. Strata of one cluster are joined. */
  readonly strata?: ArrayLike<number>;
  readonly resamples?: number;
  /** Two-sided; the bounds of a 0.9 interval are the one-sided 0.95 bounds. */
  readonly confidences?: readonly number[];
  /** Uniform in [0, 1). How much is drawn depends on the clusters and resamples alone, not on the columns. */
  readonly random: () => number;
}

export interface RatioEstimate {
  /** By linearisation; 0 where all clusters agree; undefined where the intervals are. */
  readonly standardError: number | undefined;
  /**
   * One for each confidence. All undefined where nothing is below a fraction line, or where fewer than two clusters
   * have something there, so that resampling could not tell how the ratio varies.
   */
  readonly intervals: readonly (Interval | undefined)[];
  /** `limited` where a bound of any of the intervals is. */
  readonly method: IntervalMethod;
}

/**
 * Standard errors of and confidence intervals for ratios of sums (means among them) and their differences, by the
 * stratified cluster bootstrap with studentised intervals ({@link studentisedInterval}). One resample of clusters
 * serves all columns. Very many clusters are resampled in groups ({@link inGroups}); estimates and standard errors are
 * those of single ones all the same. A resample that leaves nothing below a fraction line has no answer and is left out
 * of that column. A ratio without a negative numerator has no negative bound.
 *
 * @throws RangeError when columns and strata do not all have the same length, or a confidence is none
 */
export function bootstrapRatios(options: BootstrapOptions): RatioEstimate[] {
  const { columns, resamples = 10_000, confidences = [0.95], random } = options;
  const clusters = options.strata?.length ?? columns[0]?.numerator.length ?? 0;
  for (const confidence of confidences)
    if (!(confidence > 0 && confidence < 1))
      throw new RangeError(`expected a confidence between 0 and 1, got ${confidence}`);
  for (const column of columns) checkLengths(column, clusters);

  const strata = strataWithoutLoners(options.strata ?? new Uint8Array(clusters));
  const single = oneByOne(strata);
  const sampler = new RatioSampler(columns, single);
  sampler.take(everyClusterOnce(single.sizes));
  const estimates = sampler.values.slice();
  const errors = sampler.errors.map((error, index) =>
    error > ROUNDING * sampler.scales[index]! ? error : 0,
  );
  const deviations = columns.map(() => new Float64Array(resamples));
  const groups = inGroups(strata, random);
  const resampler = groups ? new RatioSampler(columns, groups) : sampler;
  const draw = clusterResampler((groups ?? single).sizes, random);
  for (let row = 0; row < resamples; row++) {
    resampler.take(draw());
    for (let column = 0; column < columns.length; column++)
      deviations[column]![row] = studentised(resampler, column, estimates[column]!);
  }

  return columns.map((column, index) => {
    const answers = answersOf(deviations[index]!);
    if (answers.length === 0 || !varies(column, strata) || (column.minus && !varies(column.minus, strata)))
      return { standardError: undefined, intervals: confidences.map(() => undefined), method: "studentised" };
    const bounded = confidences.map((confidence) =>
      studentisedInterval(estimates[index]!, errors[index]!, answers, confidence),
    );
    const floor = column.minus || column.numerator.some((value) => value < 0) ? Number.NEGATIVE_INFINITY : 0;
    return {
      standardError: errors[index]!,
      intervals: bounded.map(({ interval: [low, high] }): Interval => [Math.max(low, floor), high]),
      method: bounded.some(({ method }) => method === "limited") ? "limited" : "studentised",
    };
  });
}

/** How far a resample lies off the estimate, in standard errors of its own. */
function studentised({ values, errors, scales }: RatioSampler, column: number, estimate: number): number {
  const off = values[column]! - estimate;
  if (Math.abs(off) <= ROUNDING * scales[column]!) return 0;
  // A resample that is off and has no spread is infinitely far off.
  return Math.min(Math.max(off / errors[column]!, -FARTHEST), FARTHEST);
}

function checkLengths({ numerator, denominator, minus }: RatioColumn, clusters: number): void {
  for (const { length } of [numerator, denominator])
    if (length !== clusters)
      throw new RangeError(`expected ${clusters} clusters in every column, got ${length}`);
  if (minus) checkLengths(minus, clusters);
}

/** Whether some stratum has two clusters with something below the fraction line. */
function varies(ratio: Ratio, { order, sizes }: Strata): boolean {
  let place = 0;
  return sizes.some((size) => {
    const start = place;
    place += size;
    return order.subarray(start, place).filter((cluster) => ratio.denominator[cluster]! > 0).length > 1;
  });
}
