import { mbpsFromKbps, type Seconds } from "../../units.js";
import type { MpcObjective } from "./objective.js";

/** How many prices are tried on the way to the best one. */
const MOST_CUTS = 8;
/** Prices near the best one that are tried too, as shares of it: parts of a plan may want another than the whole. */
const NEARBY = [0.6, 1.6];
/**
 * What a bound is raised by, as a share of all that goes into it: far above what rounding can amount to in sums of a
 * few hundred terms, far below any difference between plans that is not a tie on paper.
 */
const ROUNDING = 1e-12;

/**
 * How much the rest of a plan can be worth at most.
 *
 * All rebuffering from a step on, with B seconds of buffer before it, is at least the time of all downloads left, less
 * B and the media that they bring but for the last's. To charge a price, from 0 to the whole rebuffering penalty, for
 * each second by which the downloads exceed that allowance therefore never costs a plan more than its rebuffering
 * does. Such a charge falls on each download by itself, so the best that remains follows from dynamic programming over
 * (step, level), with no regard to the buffer: a Lagrangian relaxation (Fisher, Management Science 1981). Each price
 * gives a bound, and the least of them is taken.
 *
 * The prices are 0, the whole penalty, the one that gives the least for the whole plan, and some near it. As the bound
 * is convex and piecewise linear in the price, the least is where cutting planes lead (Kelley 1960), in a few tries.
 */
export class PlanBounds {
  private readonly downloads: Float64Array;
  private readonly durations: Float64Array;
  private readonly rebufferPenalty: number;
  private readonly switchPenalty: number;
  /** Mbit/s, by level. */
  private readonly quality: Float64Array;
  /** What a change to a level from the one below it, or back, costs. */
  private readonly stepCost: Float64Array;
  private steps = 0;
  private last: number | undefined;
  private slack = 0;
  /** Media that the steps from p on bring, but for the last's. */
  private readonly media: Float64Array;
  private readonly prices = new Float64Array(MOST_CUTS + NEARBY.length);
  private priceCount = 0;
  /** Of each price, the best value of the steps from p on after level l, at (price x horizon + p) x levels + l. */
  private readonly values: Float64Array;
  /** The download time that goes with it, of the price tried last. */
  private readonly times: Float64Array;
  /** Of the whole plan, at the price tried last: its bound, and how that changes with the price. */
  private bound = 0;
  private slope: Seconds = 0;

  /** @param downloads and `durations` as in MpcSearch, which fills them in */
  constructor(
    kbps: Float64Array,
    downloads: Float64Array,
    durations: Float64Array,
    { rebufferPenalty, switchPenalty }: MpcObjective,
  ) {
    this.downloads = downloads;
    this.durations = durations;
    this.rebufferPenalty = rebufferPenalty;
    this.switchPenalty = switchPenalty;
    this.quality = kbps.map(mbpsFromKbps);
    this.stepCost = this.quality.map((rate, level, all) => switchPenalty * (rate - (all[level - 1] ?? rate)));
    this.media = new Float64Array(durations.length);
    this.values = new Float64Array(this.prices.length * downloads.length);
    this.times = new Float64Array(downloads.length);
  }

  /** Works out the bounds for plans of so many steps, with this buffer before and after this level. */
  prepare(steps: number, buffer: Seconds, last: number | undefined): void {
    this.steps = steps;
    this.last = last;
    this.priceCount = 0;
    this.measure(buffer);
    const allowance = buffer + this.media[0]!;
    this.tryPrice(0, allowance);
    if (this.slope >= 0 || this.rebufferPenalty === 0) return;
    const best = this.bestPrice(allowance);
    for (const share of NEARBY)
      if (best * share < this.rebufferPenalty) this.tryPrice(best * share, allowance);
  }

  /** What the steps from `step` on can add at most, after this level and with this buffer. */
  atMost(step: number, level: number, buffer: Seconds): number {
    const { prices, priceCount, values } = this;
    const table = this.downloads.length;
    const allowance = buffer + this.media[step]!;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0, at = step * this.quality.length + level; i < priceCount; i++, at += table) {
      const bound = values[at]! + prices[i]! * allowance;
      if (bound < least) least = bound;
    }
    return least + this.slack;
  }

  private measure(buffer: Seconds): void {
    const { downloads, durations, media, quality, steps } = this;
    const count = quality.length;
    let longest = 0;
    let after = 0;
    for (let step = steps - 1; step >= 0; step--) {
      if (step < steps - 1) after += durations[step]!;
      media[step] = after;
      let slowest = 0;
      for (let at = step * count; at < (step + 1) * count; at++) slowest = Math.max(slowest, downloads[at]!);
      longest += slowest;
    }
    const best = steps * quality[count - 1]! * (1 + this.switchPenalty);
    this.slack = ROUNDING * (best + this.rebufferPenalty * (longest + buffer + after));
  }

  /** The price at which the whole plan's bound is least, about; at price 0, which was tried, the bound falls. */
  private bestPrice(allowance: Seconds): number {
    let low = 0;
    let lowBound = this.bound;
    let lowSlope = this.slope;
    let high = this.rebufferPenalty;
    this.tryPrice(high, allowance);
    let highBound = this.bound;
    let highSlope = this.slope;
    while (highSlope > 0 && this.priceCount < MOST_CUTS) {
      // Between the two, the bound is nowhere below the lines that touch it at both: the least is where they meet.
      const price = (lowBound - lowSlope * low - highBound + highSlope * high) / (highSlope - lowSlope);
      if (!(price > low && price < high)) return low;
      const foreseen = lowBound + lowSlope * (price - low);
      this.tryPrice(price, allowance);
      if (this.bound <= foreseen + this.slack) return price;
      if (this.slope < 0) {
        low = price;
        lowBound = this.bound;
        lowSlope = this.slope;
      } else {
        high = price;
        highBound = this.bound;
        highSlope = this.slope;
      }
    }
    return high;
  }

  private tryPrice(price: number, allowance: Seconds): void {
    const { downloads, last, quality, stepCost, steps, switchPenalty, times, values } = this;
    const count = quality.length;
    const table = this.priceCount * downloads.length;
    this.prices[this.priceCount++] = price;
    for (let step = steps - 1; step > 0; step--) {
      const row = step * count;
      const isLast = step === steps - 1;
      for (let at = row; at < row + count; at++) {
        const download = downloads[at]!;
        const rest = isLast ? 0 : values[table + at + count]!;
        values[table + at] = quality[at - row]! - price * download + rest;
        times[at] = download + (isLast ? 0 : times[at + count]!);
      }
      // So far by this step's level. By the level before it: a change costs the sum of the changes between.
      for (let level = 1; level < count; level++)
        this.spread(table, row + level - 1, row + level, stepCost[level]!);
      for (let level = count - 1; level > 0; level--)
        this.spread(table, row + level, row + level - 1, stepCost[level]!);
    }
    let best = Number.NEGATIVE_INFINITY;
    let time = 0;
    for (let level = 0; level < count; level++) {
      const rate = quality[level]!;
      const change = last === undefined ? 0 : switchPenalty * Math.abs(rate - quality[last]!);
      const rest = steps > 1 ? values[table + count + level]! : 0;
      const value = rate - change - price * downloads[level]! + rest;
      if (value <= best) continue;
      best = value;
      time = downloads[level]! + (steps > 1 ? times[count + level]! : 0);
    }
    this.bound = best + price * allowance;
    this.slope = allowance - time;
  }

  /** What is best after one level is open to the level beside it, at the cost of the change. */
  private spread(table: number, from: number, to: number, cost: number): void {
    const value = this.values[table + from]! - cost;
    if (value <= this.values[table + to]!) return;
    this.values[table + to] = value;
    this.times[to] = this.times[from]!;
  }
}
