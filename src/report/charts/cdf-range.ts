import { countAt, type Sample, sizeOf } from "./sample.js";

/** What part of a distribution a chart shows: where a few sessions lie far out, the axis is for the others. */
export interface CdfRange {
  /** Ends of the axis of values. */
  readonly low: number;
  readonly high: number;
  /** Where the axis of shares begins. */
  readonly shareFrom: number;
  /** Sessions beyond the axis, about as many where not all values are kept; and the farthest of them in each direction. */
  readonly beyond: number;
  readonly farthest: readonly number[];
}

/** Beyond this share of an arm's sessions, at either end, values may be left off the axis. */
const TAIL = 0.02;
/** They are left off where they would stretch it by more than this part of what it shows without them. */
const STRETCH = 0.5;
/** Where every curve begins above this share, the axis of shares begins just below the lowest of them. */
const HIGH_START = 0.5;

/**
 * Chooses the axes of a distribution's chart, so that the few sessions of a link that broke down for half an hour
 * do not press all others into one line.
 *
 * @param samples one an arm
 */
export function cdfRange(samples: readonly Sample[]): CdfRange | undefined {
  const present = samples.filter(({ sorted }) => sorted.length > 0);
  if (present.length === 0) return undefined;
  const at = (share: number) => present.map(({ sorted }) => sorted[Math.round(share * (sorted.length - 1))]!);
  const [lowest, highest] = [Math.min(...at(0)), Math.max(...at(1))];
  const [lower, upper] = [Math.min(...at(TAIL)), Math.max(...at(1 - TAIL))];
  const most = STRETCH * (upper - lower);
  const low = most > 0 && lower - lowest > most ? lower : lowest;
  const high = most > 0 && highest - upper > most ? upper : highest;
  const below = present.map((sample) => countBelow(sample, low));
  const within = present.map((sample, arm) => countUpTo(sample, high) - below[arm]!);
  const start = Math.min(...present.map((sample) => countUpTo(sample, low) / sizeOf(sample)));
  return {
    low,
    high,
    shareFrom: start > HIGH_START && low < high ? Math.ceil(start * 10 - 1) / 10 : 0,
    beyond: sum(present.map((sample, arm) => sizeOf(sample) - within[arm]!)),
    farthest: [...(low > lowest ? [lowest] : []), ...(high < highest ? [highest] : [])],
  };
}

function countBelow(sample: Sample, limit: number): number {
  return countAt(sample, boundary(sample.sorted, (value) => value < limit) - 1);
}

function countUpTo(sample: Sample, limit: number): number {
  return countAt(sample, boundary(sample.sorted, (value) => value <= limit) - 1);
}

/** How many values at the beginning fulfil a condition that none fulfils after the first that does not. */
function boundary(sorted: ArrayLike<number>, holds: (value: number) => boolean): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(sorted[middle]!)) from = middle + 1;
    else to = middle;
  }
  return from;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
