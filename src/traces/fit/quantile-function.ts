import type { Marginal } from "../../inputs/generators/marginal.js";
import { normalCdf, normalQuantile, quantileSorted, standardDeviation } from "../../statistics/index.js";

/** Scores between two points before those that say nothing are left out. */
const STEP = 0.05;
/** A point is left out where the line without it is no farther off than this share of the standard deviation. */
const OF_SPREAD = 0.005;
/** ... or than this share of the value. */
const OF_VALUE = 0.005;
/** Digits behind the point: a kbit/s, where values are in Mbit/s. */
const DIGITS = 3;

/**
 * The quantile function of values by the R-7 method, as points over normal scores that a straight line joins. Where
 * a share of the values is 0, a point stands exactly at the end of that share, so that the zeros keep it.
 *
 * @param values at least one, 0 or more, in any order
 */
export function quantileFunction(values: Float64Array): Marginal {
  const ascending = values.slice().sort();
  const edge = normalQuantile(1 - 1 / (2 * ascending.length + 2));
  const zeros = ascending.lastIndexOf(0) + 1;
  const endOfZeros =
    zeros === 0 || zeros === ascending.length ? [] : [normalQuantile(zeros / ascending.length)];
  const steps = Math.ceil((2 * edge) / STEP);
  const grid = Array.from({ length: steps + 1 }, (_, step) => -edge + (2 * edge * step) / steps);
  const points = [...grid, ...endOfZeros]
    .sort((a, b) => a - b)
    .map((score): readonly [number, number] => {
      const share = normalCdf(score);
      const value = share <= zeros / ascending.length ? 0 : quantileSorted(ascending, share)!;
      return [rounded(score), rounded(value)];
    })
    .filter(([score], index, all) => index === 0 || score > all[index - 1]![0]);
  const kept = new Set([0, points.length - 1, ...endOfZeros.map((end) => indexAt(points, rounded(end)))]);
  const spread = standardDeviation(ascending) ?? 0;
  keepBetween(points, 0, points.length - 1, spread, kept);
  return points.filter((_, index) => kept.has(index));
}

/** Keeps the point that lies farthest off the line from the first to the last, and so on to both of its sides. */
function keepBetween(points: Marginal, first: number, last: number, spread: number, kept: Set<number>): void {
  const [fromScore, from] = points[first]!;
  const [toScore, to] = points[last]!;
  let worst = 1;
  let farthest: number | undefined;
  for (let index = first + 1; index < last; index++) {
    const [score, value] = points[index]!;
    const line = from + ((to - from) * (score - fromScore)) / (toScore - fromScore);
    const off = Math.abs(value - line) / (OF_SPREAD * spread + OF_VALUE * value);
    if (off > worst) [worst, farthest] = [off, index];
  }
  if (farthest === undefined) return;
  kept.add(farthest);
  keepBetween(points, first, farthest, spread, kept);
  keepBetween(points, farthest, last, spread, kept);
}

const indexAt = (points: Marginal, wanted: number) => points.findIndex(([score]) => score === wanted);
const rounded = (value: number) => Number(value.toFixed(DIGITS));
