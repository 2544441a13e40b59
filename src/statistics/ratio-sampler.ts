import { type Arrangement, arrange } from "./arrangement.js";
import type { ClusterResample } from "./cluster-resampler.js";
import type { RatioColumn } from "./ratio.js";

/** Where a ratio's parts stand among the distinct arrays. */
interface RatioParts {
  readonly numerator: number;
  readonly denominator: number;
}

/** Which ratio a column is of, and which it takes off, as indices. */
interface ColumnParts {
  readonly ratio: number;
  readonly minus: number | undefined;
}

/**
 * What columns come to in a resample, and how surely: the value of each and its standard error by linearisation. To
 * first order a ratio N/D moves with a cluster's residual (n - N/D d) / D, and a difference with that of both, so
 * that the variance is that of a sum of residuals, within strata (Woodruff 1971, "A
 * Simple Method for Approximating the Variance of a Complicated Estimate").
 *
 * It works through columns together because they share a lot: most means share their counts, and the residuals of an
 * arm serve all differences to it. Nothing is allocated in a resample.
 */
export class RatioSampler {
  /** The value of each column; NaN where nothing is below a fraction line. */
  readonly values: Float64Array;
  /** The standard error of each column, 0 or more, or NaN likewise. */
  readonly errors: Float64Array;
  /** The largest part of each column, against which rounding is judged. */
  readonly scales: Float64Array;

  private readonly arrays: Float64Array[] = [];
  private readonly ratios: RatioParts[] = [];
  private readonly columns: readonly ColumnParts[];
  private readonly sizes: readonly number[];
  private readonly totals: Float64Array;
  private readonly ratioValues: Float64Array;
  private readonly residuals: Float64Array[];
  private readonly variances: Float64Array;

  constructor(columns: readonly RatioColumn[], arrangement: Arrangement) {
    this.columns = this.share(columns, arrangement);
    this.sizes = arrangement.sizes;
    this.totals = new Float64Array(this.arrays.length);
    this.ratioValues = new Float64Array(this.ratios.length);
    const places = arrangement.sizes.reduce((sum, size) => sum + size, 0);
    this.residuals = this.ratios.map(() => new Float64Array(places));
    this.variances = new Float64Array(this.ratios.length);
    this.values = new Float64Array(columns.length);
    this.errors = new Float64Array(columns.length);
    this.scales = new Float64Array(columns.length);
  }

  take(resample: ClusterResample): void {
    addUp(this.arrays, resample, this.totals);
    for (let index = 0; index < this.ratios.length; index++) {
      const { numerator, denominator } = this.ratios[index]!;
      const below = this.totals[denominator]!;
      const value = below > 0 ? this.totals[numerator]! / below : Number.NaN;
      this.ratioValues[index] = value;
      this.variances[index] = linearise(
        this.arrays[numerator]!,
        this.arrays[denominator]!,
        value,
        below,
        resample,
        this.sizes,
        this.residuals[index]!,
      );
    }
    for (let index = 0; index < this.columns.length; index++) {
      const { ratio, minus } = this.columns[index]!;
      const value = this.ratioValues[ratio]!;
      const less = minus === undefined ? 0 : this.ratioValues[minus]!;
      this.values[index] = value - less;
      this.scales[index] = Math.max(Math.abs(value), Math.abs(less));
      const variance =
        minus === undefined
          ? this.variances[ratio]!
          : varianceOfDifference(this.residuals[ratio]!, this.residuals[minus]!, resample, this.sizes);
      this.errors[index] = Math.sqrt(variance);
    }
  }

  private share(columns: readonly RatioColumn[], arrangement: Arrangement): ColumnParts[] {
    const arrayOf = indexer((values: Float64Array) => this.arrays.push(arrange(values, arrangement)) - 1);
    const known = new Map<string, number>();
    const ratioOf = (ratio: RatioColumn): number => {
      const parts = { numerator: arrayOf(ratio.numerator), denominator: arrayOf(ratio.denominator) };
      const key = `${parts.numerator}/${parts.denominator}`;
      const index = known.get(key) ?? this.ratios.push(parts) - 1;
      known.set(key, index);
      return index;
    };
    return columns.map((column) => ({
      ratio: ratioOf(column),
      minus: column.minus && ratioOf(column.minus),
    }));
  }
}

/** Asks `add` for an index once for each array, and for arrays of the same values once. */
function indexer(add: (values: Float64Array) => number): (values: Float64Array) => number {
  const byIdentity = new Map<Float64Array, number>();
  const byHash = new Map<number, { readonly values: Float64Array; readonly index: number }[]>();
  return (values) => {
    const seen = byIdentity.get(values);
    if (seen !== undefined) return seen;
    const hash = hashOf(values);
    const alike = byHash.get(hash) ?? [];
    const index = alike.find((other) => isSame(other.values, values))?.index ?? add(values);
    alike.push({ values, index });
    byHash.set(hash, alike);
    byIdentity.set(values, index);
    return index;
  };
}

/** A number that tells most arrays apart. */
function hashOf(values: Float64Array): number {
  let hash = 0;
  for (const word of new Uint32Array(values.buffer, values.byteOffset, 2 * values.length))
    hash = (Math.imul(hash, 31) + word) | 0;
  return hash;
}

const isSame = (a: Float64Array, b: Float64Array): boolean => a.every((value, at) => value === b[at]);

/** Four arrays at a time: a lone sum would wait for each of its additions. */
function addUp(arrays: readonly Float64Array[], resample: ClusterResample, totals: Float64Array): void {
  const { drawn, times, distinct } = resample;
  const last = arrays.length - 1;
  for (let array = 0; array <= last; array += 4) {
    const first = arrays[array]!;
    const second = arrays[Math.min(array + 1, last)]!;
    const third = arrays[Math.min(array + 2, last)]!;
    const fourth = arrays[Math.min(array + 3, last)]!;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < distinct; i++) {
      const place = drawn[i]!;
      const count = times[i]!;
      a += count * first[place]!;
      b += count * second[place]!;
      c += count * third[place]!;
      d += count * fourth[place]!;
    }
    // Past the last array these are out of range, where a typed array takes nothing.
    totals[array] = a;
    totals[array + 1] = b;
    totals[array + 2] = c;
    totals[array + 3] = d;
  }
}

/** Fills in the residuals of a ratio, and returns the variance of their sum. */
function linearise(
  numerator: Float64Array,
  denominator: Float64Array,
  value: number,
  below: number,
  { drawn, times, ends }: ClusterResample,
  sizes: readonly number[],
  residuals: Float64Array,
): number {
  const scale = 1 / below;
  let variance = 0;
  let i = 0;
  for (let stratum = 0; stratum < sizes.length; stratum++) {
    let total = 0;
    let squares = 0;
    for (const end = ends[stratum]!; i < end; i++) {
      const place = drawn[i]!;
      const residual = (numerator[place]! - value * denominator[place]!) * scale;
      residuals[i] = residual;
      const counted = times[i]! * residual;
      total += counted;
      squares += counted * residual;
    }
    variance += withinStratum(total, squares, sizes[stratum]!);
  }
  return variance;
}

function varianceOfDifference(
  residuals: Float64Array,
  minus: Float64Array,
  resample: ClusterResample,
  sizes: readonly number[],
): number {
  const { times, ends } = resample;
  let variance = 0;
  let i = 0;
  for (let stratum = 0; stratum < sizes.length; stratum++) {
    let total = 0;
    let squares = 0;
    for (const end = ends[stratum]!; i < end; i++) {
      const residual = residuals[i]! - minus[i]!;
      const counted = times[i]! * residual;
      total += counted;
      squares += counted * residual;
    }
    variance += withinStratum(total, squares, sizes[stratum]!);
  }
  return variance;
}

/** What a stratum adds to the variance of the sum of residuals; never below 0 by rounding, NaN stays NaN. */
function withinStratum(total: number, squares: number, size: number): number {
  return size > 1 ? Math.max(0, squares - (total * total) / size) * (size / (size - 1)) : 0;
}
