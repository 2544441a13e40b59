import { countUpTo } from "./count-below.js";
import { checkProbability, quantileSorted } from "./quantile-sorted.js";
import { selectQuantiles } from "./select-quantiles.js";

/** Values that are kept as they are, in 8 MB: all of a run of a million sessions. */
const MOST_EXACT = 2 ** 20;
/** Of so many values one is kept when there are more. */
const THINNING = 16;
const FIRST_ROOM = 1024;

/** A sample of values, each of which counts as often as the sample's level says. */
interface Level {
  /** Ascending. Undefined where there is none: two of a level make one of the next. */
  values: Float64Array | undefined;
  /** Of each two values, which is kept when two samples are next joined: they take turns. */
  keepsFirst: boolean;
}

/**
 * Quantiles of values that come one by one, in bounded memory: exact up to 2^20 values; of more, in 8 MB and half a megabyte
 * for each doubling, no farther off than {@link rankError} says, whatever the values and their order. There is no chance in
 * it: the same values in the same order give the same answers.
 *
 * Whenever there are 2^20 values, they are sorted, and the middle one of each 16 is kept. Two such samples are joined to
 * one of twice the weight, of every other value (Munro & Paterson 1980, "Selection and Sorting with Limited Storage";
 * Manku, Rajagopalan & Lindsay 1998, "Approximate Medians and other Quantiles in One Pass and with Limited Memory").
 * That the first and the second of each two are kept in turn halves what may be off.
 */
export class QuantileSketch {
  private readonly mostExact: number;
  private added = 0;
  /** Of those that are no longer held. */
  private least = Number.POSITIVE_INFINITY;
  private most = Number.NEGATIVE_INFINITY;
  /** The latest values, in any order. */
  private held = new Float64Array(FIRST_ROOM);
  private holds = 0;
  /** Values of the first count for 16 each, of the next for 32, and so on. */
  private levels: Level[] = [];
  /** How many values too many, and too few, may be counted up to any value. */
  private tooMany = 0;
  private tooFew = 0;

  /** @param mostExact up to how many values all are kept: {@link FIRST_ROOM}, or that doubled any number of times */
  constructor(mostExact = MOST_EXACT) {
    this.mostExact = mostExact;
  }

  get count(): number {
    return this.added;
  }

  get exact(): boolean {
    return this.levels.length === 0;
  }

  /**
   * How far off the rank of a quantile may be, as a share of the count n: 0 while exact, then at most
   * (4 + log2(n / 2^20)) / 2^18, which is 0.003 % of ten million values and 0.005 % of a billion.
   */
  get rankError(): number {
    return this.exact ? 0 : Math.max(this.tooMany, this.tooFew) / this.added;
  }

  /** @param value finite */
  add(value: number): void {
    if (this.holds === this.held.length) this.makeRoom();
    this.held[this.holds++] = value;
    this.added++;
  }

  /** Forgets all values, and keeps the room for others. */
  clear(): void {
    this.added = 0;
    this.least = Number.POSITIVE_INFINITY;
    this.most = Number.NEGATIVE_INFINITY;
    this.holds = 0;
    this.levels = [];
    this.tooMany = 0;
    this.tooFew = 0;
  }

  /**
   * Quantiles by the R-7 method.
   *
   * @param probabilities from 0 to 1
   * @returns one for each; undefined for no values
   * @throws RangeError when a probability is none
   */
  quantiles(probabilities: readonly number[]): (number | undefined)[] {
    const held = this.held.subarray(0, this.holds);
    if (this.exact) return selectQuantiles(held, probabilities);
    held.sort();
    return probabilities.map((probability) => {
      checkProbability(probability);
      const position = (this.added - 1) * probability;
      const below = Math.floor(position);
      // What is between two neighbouring ranks is quantileSorted's to say.
      const ends = [this.valueAt(below), this.valueAt(Math.min(below + 1, this.added - 1))];
      return quantileSorted(ends, position - below);
    });
  }

  /** So many values that are evenly spaced in rank, from the least to the most; all of them, if there are fewer. */
  ascending(points: number): Float64Array {
    const held = this.held.subarray(0, this.holds).sort();
    const steps = Math.min(points, this.added);
    return Float64Array.from({ length: steps }, (_, step) => {
      const rank = steps === 1 ? 0 : Math.round((step * (this.added - 1)) / (steps - 1));
      return this.exact ? held[rank]! : this.valueAt(rank);
    });
  }

  /** The value at a rank from 0: the lowest up to which more values are counted than are before it. Held ones are sorted. */
  private valueAt(rank: number): number {
    let low = this.holds === 0 ? this.least : Math.min(this.least, this.held[0]!);
    let high = this.holds === 0 ? this.most : Math.max(this.most, this.held[this.holds - 1]!);
    if (rank === 0) return low;
    if (rank === this.added - 1) return high;
    for (;;) {
      const middle = low / 2 + high / 2;
      if (!(middle > low && middle < high)) return this.countUpTo(low) > rank ? low : high;
      if (this.countUpTo(middle) > rank) high = middle;
      else low = middle;
    }
  }

  private countUpTo(value: number): number {
    let count = countUpTo(this.held.subarray(0, this.holds), value);
    this.levels.forEach(({ values }, level) => {
      if (values) count += weightOf(level) * countUpTo(values, value);
    });
    return count;
  }

  private makeRoom(): void {
    if (this.held.length < this.mostExact) {
      const held = new Float64Array(2 * this.held.length);
      held.set(this.held);
      this.held = held;
      return;
    }
    this.held.sort();
    this.least = Math.min(this.least, this.held[0]!);
    this.most = Math.max(this.most, this.held[this.held.length - 1]!);
    this.holds = 0;
    this.tooMany += THINNING / 2;
    this.tooFew += THINNING / 2;
    this.keep(everyOther(this.held, THINNING, THINNING / 2));
  }

  private keep(sample: Float64Array): void {
    for (let level = 0; ; level++) {
      this.levels[level] ??= { values: undefined, keepsFirst: true };
      const { values, keepsFirst } = this.levels[level]!;
      if (values === undefined) {
        this.levels[level]!.values = sample;
        return;
      }
      const both = new Float64Array(2 * sample.length);
      both.set(values);
      both.set(sample, sample.length);
      sample = everyOther(both.sort(), 2, keepsFirst ? 0 : 1);
      if (keepsFirst) this.tooMany += weightOf(level);
      else this.tooFew += weightOf(level);
      this.levels[level] = { values: undefined, keepsFirst: !keepsFirst };
    }
  }
}

const weightOf = (level: number): number => THINNING * 2 ** level;

/** One of each so many values. */
function everyOther(values: Float64Array, step: number, first: number): Float64Array {
  return Float64Array.from({ length: values.length / step }, (_, at) => values[at * step + first]!);
}
