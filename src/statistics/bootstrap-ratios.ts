import { acceleration } from "./acceleration.js";
import { bcaInterval } from "./bca-interval.js";
import { type ClusterResample, clusterResampler, membersByStratum } from "./cluster-resampler.js";
import type { Interval, Ratio, RatioColumn } from "./ratio.js";
import { sum } from "./sum.js";

export interface BootstrapOptions {
  /** All over the same clusters. */
  readonly columns: readonly RatioColumn[];
  /** The stratum of each cluster, as any number; missing: all are of one. */
  readonly strata?: ArrayLike<number>;
  readonly resamples?: number;
  /** Two-sided; the bounds of a 0.9 interval are the one-sided 0.95 bounds. */
  readonly confidence?: number;
  /** Uniform in [0, 1). How much is drawn depends on the clusters and resamples alone, not on the columns. */
  readonly random: () => number;
}

/**
 * Confidence intervals for ratios of sums (means among them) and their differences, by the stratified cluster
 * bootstrap with BCa intervals ({@link bcaInterval}). One resample of clusters serves all columns. A resample that
 * leaves nothing below a fraction line has no answer and is left out of that column.
 *
 * @returns an interval a column; undefined where nothing is below a fraction line, or where no stratum has two
 * clusters that have something there, so that resampling could not tell how the ratio varies
 * @throws RangeError when columns and strata do not all have the same length
 */
export function bootstrapRatios(options: BootstrapOptions): (Interval | undefined)[] {
  const { columns, resamples = 10_000, confidence = 0.95, random } = options;
  const clusters = options.strata?.length ?? columns[0]?.numerator.length ?? 0;
  const strata = options.strata ?? new Uint8Array(clusters);
  const { distinct, ratios } = shareColumns(columns);
  for (const { length } of distinct)
    if (length !== clusters)
      throw new RangeError(`expected ${clusters} clusters in every column, got ${length}`);

  const totals = new Float64Array(distinct.length);
  const resampled = columns.map(() => new Float64Array(resamples));
  const draw = clusterResampler(strata, random);
  for (let row = 0; row < resamples; row++) {
    addUp(draw(), distinct, totals);
    for (let column = 0; column < columns.length; column++)
      resampled[column]![row] = ratioFrom(ratios[column]!, totals);
  }

  addUp(everyClusterOnce(clusters), distinct, totals);
  const members = membersByStratum(strata);
  return columns.map((column, index) => {
    if (!varies(column, members) || (column.minus && !varies(column.minus, members))) return undefined;
    const skew = acceleration(leaveOneOut(column), members);
    return bcaInterval(ratioFrom(ratios[index]!, totals), resampled[index]!, skew, confidence);
  });
}

/** Where a column's parts stand among the distinct arrays. */
interface RatioIndex {
  readonly numerator: number;
  readonly denominator: number;
  readonly minus?: RatioIndex;
}

/** Columns repeat each other: most means share their counts, and a difference is of ratios with columns of their own. */
function shareColumns(columns: readonly RatioColumn[]): { distinct: Float64Array[]; ratios: RatioIndex[] } {
  const distinct: Float64Array[] = [];
  const indexByContent = new Map<string, number>();
  const indexOf = (values: Float64Array): number => {
    const content = values.join();
    const known = indexByContent.get(content);
    if (known !== undefined) return known;
    indexByContent.set(content, distinct.length);
    return distinct.push(values) - 1;
  };
  const share = ({ numerator, denominator, minus }: RatioColumn): RatioIndex => ({
    numerator: indexOf(numerator),
    denominator: indexOf(denominator),
    ...(minus && { minus: share(minus) }),
  });
  return { ratios: columns.map(share), distinct };
}

/** The innermost loop: it runs once a resample, array and cluster, and allocates nothing. */
function addUp(resample: ClusterResample, arrays: readonly Float64Array[], totals: Float64Array): void {
  const { drawn, times, distinct } = resample;
  for (let array = 0; array < arrays.length; array++) {
    const values = arrays[array]!;
    let total = 0;
    for (let i = 0; i < distinct; i++) total += times[i]! * values[drawn[i]!]!;
    totals[array] = total;
  }
}

function ratioFrom(ratio: RatioIndex, totals: Float64Array): number {
  const below = totals[ratio.denominator]!;
  const value = below > 0 ? totals[ratio.numerator]! / below : Number.NaN;
  return ratio.minus ? value - ratioFrom(ratio.minus, totals) : value;
}

/** The resample that is the sample itself. */
function everyClusterOnce(clusters: number): ClusterResample {
  const drawn = Int32Array.from({ length: clusters }, (_, cluster) => cluster);
  return { distinct: clusters, drawn, times: new Float64Array(clusters).fill(1) };
}

function varies(ratio: Ratio, members: readonly Uint32Array[]): boolean {
  return members.some((stratum) => stratum.filter((cluster) => ratio.denominator[cluster]! > 0).length > 1);
}

/** The column's value without each of the clusters in turn; NaN where that leaves no answer. */
function leaveOneOut(column: RatioColumn): Float64Array {
  const { numerator, denominator, minus } = column;
  const above = sum(numerator);
  const below = sum(denominator);
  const without = numerator.map((value, cluster) => (above - value) / (below - denominator[cluster]!));
  if (!minus) return without;
  const subtrahend = leaveOneOut(minus);
  return without.map((value, cluster) => value - subtrahend[cluster]!);
}
