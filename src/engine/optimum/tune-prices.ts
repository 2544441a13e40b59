import type { Bits, Seconds } from "../../units.js";
import type { Bound } from "./bound.js";
import type { Effort } from "./effort.js";

/** Where a plan stands when playback starts. */
export interface Start {
  readonly arrived: number;
  readonly level: number;
  /** As `gainedAtStart` has it. */
  readonly gained: number;
  readonly waited: Seconds;
  /** By the link when the first bit of the next segment comes. */
  readonly carried: Bits;
}

/** How far to look for better prices. */
export interface Tuning {
  /** At each fineness. */
  readonly steps: number;
  readonly effort: Effort;
  readonly merit: Merit;
  /** How many segments' prices move together, coarse to fine, and the scale that steps begin with. */
  readonly stages?: readonly { readonly size: number; readonly scale: number }[];
}

/** What is to be low: the bound at the start that it promises most, or the mean over all. */
export type Merit = "worst" | "mean";

/** Of working out a bound, for each entry of its tables; measured. */
const UPDATE_COST = 0.05;
/** Steps without progress after which they are halved. */
const PATIENCE = 8;
/** Share of the direction before that is kept: prices else swing from one side of a kink to the other. */
const MOMENTUM = 0.6;
const SMALLEST_SCALE = 0.02;
/** From constant prices to one for each segment. */
const STAGES = [
  { size: 16, scale: 1 },
  { size: 4, scale: 0.3 },
  { size: 1, scale: 0.3 },
] as const;
/** Prices to begin with, in units of quality over size between the ends of the ladder. */
const FIRST_PRICES = [0, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.3, 2, 4, 8, 16];

/** Sets the best of some constant prices. */
export function firstPrices(bound: Bound, starts: readonly Start[], effort: Effort): void {
  const { quality, sizes, levels, segments } = bound.tables;
  let gain = 0;
  let bits: Bits = 0;
  for (let lowest = 0; lowest < segments * levels; lowest += levels) {
    gain += quality[lowest + levels - 1]! - quality[lowest]!;
    bits += sizes[lowest + levels - 1]! - sizes[lowest]!;
  }
  const unit = bits > 0 ? Math.max(0, gain / bits) : 0;
  let least = Number.POSITIVE_INFINITY;
  let best = 0;
  for (const factor of FIRST_PRICES) {
    bound.prices.fill(factor * unit);
    const value = measured(bound, starts, "worst", effort);
    if (value >= least) continue;
    least = value;
    best = factor * unit;
  }
  bound.prices.fill(best);
  bound.update();
}

/**
 * Looks for prices with which the bound is low at all starts, from those that it has on: subgradient descent with
 * Polyak's steps (Minimization of unsmooth functionals, 1969), which aim at what is known to be achievable.
 *
 * @param lower what some plan achieves
 * @returns the bound at the starts, with the prices that it is left with
 */
export function tunePrices(
  bound: Bound,
  starts: readonly Start[],
  lower: number,
  { steps, effort, merit, stages = STAGES }: Tuning,
): number {
  const { prices } = bound;
  const best = Float64Array.from(prices);
  const gradient = new Float64Array(prices.length);
  let least = measured(bound, starts, merit, effort, gradient);
  const direction = new Float64Array(prices.length);
  for (const stage of stages) {
    let { scale } = stage;
    let idle = 0;
    prices.set(best);
    direction.fill(0);
    let value = measured(bound, starts, merit, effort, gradient);
    const goesOn = () => least > lower && scale > SMALLEST_SCALE && effort.left > 0;
    for (let step = 0; step < steps && goesOn(); step++) {
      evenOut(gradient, stage.size);
      let norm = 0;
      for (let i = 0; i < prices.length; i++) {
        direction[i] = MOMENTUM * direction[i]! + gradient[i]!;
        norm += direction[i]! ** 2;
      }
      const length = (scale * (1 - MOMENTUM) * (value - lower)) / norm;
      if (!(length < Number.POSITIVE_INFINITY)) break;
      for (let i = 0; i < prices.length; i++) prices[i] = Math.max(0, prices[i]! - length * direction[i]!);
      value = measured(bound, starts, merit, effort, gradient);
      if (value < least) {
        least = value;
        best.set(prices);
        idle = 0;
      } else if (++idle > PATIENCE) {
        scale /= 2;
        idle = 0;
        prices.set(best);
        direction.fill(0);
        value = measured(bound, starts, merit, effort, gradient);
      }
    }
  }
  prices.set(best);
  bound.update();
  return least;
}

/** Works the bound out. @param gradient is set to how its merit changes with the prices */
function measured(
  bound: Bound,
  starts: readonly Start[],
  merit: Merit,
  effort: Effort,
  gradient?: Float64Array,
): number {
  const { tables } = bound;
  const { arrived } = starts[0]!;
  bound.update(arrived);
  effort.spend((UPDATE_COST * tables.size * (tables.segments - arrived)) / tables.segments);
  const most = starts.map(
    (start) => start.gained + bound.rest(start.arrived, start.level, start.waited, start.carried),
  );
  gradient?.fill(0);
  if (merit === "worst") {
    const worst = most.indexOf(Math.max(...most));
    if (gradient) bound.slope(starts[worst]!, 1, gradient);
    return most[worst]!;
  }
  let sum = 0;
  for (let i = 0; i < starts.length; i++) {
    sum += most[i]!;
    if (gradient) bound.slope(starts[i]!, 1 / starts.length, gradient);
  }
  return sum / starts.length;
}

/** Gives consecutive segments their mean: moved together, prices do not fight over where one of them changes. */
function evenOut(values: Float64Array, size: number): void {
  for (let from = 0; from < values.length; from += size) {
    const to = Math.min(from + size, values.length);
    let sum = 0;
    for (let i = from; i < to; i++) sum += values[i]!;
    values.fill(sum / (to - from), from, to);
  }
}
