import type { Bits, Seconds } from "../../units.js";
import type { Bound } from "./bound.js";

/** Where a plan stands when playback starts. */
export interface Start {
  readonly level: number;
  /** As `gainedAtStart` has it. */
  readonly gained: number;
  readonly waited: Seconds;
  /** By the link when the first bit of the next segment comes. */
  readonly carried: Bits;
}

/** Steps without progress after which they are halved. */
const PATIENCE = 8;
/** Share of the direction before that is kept: prices else swing from one side of a kink to the other. */
const MOMENTUM = 0.6;
const SMALLEST_SCALE = 0.02;
/** Segments whose prices move together, one fineness after the other, and the scale that their steps begin with. */
const STAGES = [
  { size: 16, scale: 1 },
  { size: 4, scale: 0.3 },
  { size: 1, scale: 0.3 },
] as const;
/** Prices to begin with, in units of quality over size between the ends of the ladder. */
const FIRST_PRICES = [0, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.3, 2, 4, 8, 16];

/** Sets the best of some constant prices. */
export function firstPrices(bound: Bound, starts: readonly Start[]): void {
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
    const { value } = worstStart(bound, starts);
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
export function tunePrices(bound: Bound, starts: readonly Start[], lower: number, steps: number): number {
  const { prices } = bound;
  const best = Float64Array.from(prices);
  let least = worstStart(bound, starts).value;
  const gradient = new Float64Array(prices.length);
  const direction = new Float64Array(prices.length);
  for (const stage of STAGES) {
    let { scale } = stage;
    let idle = 0;
    prices.set(best);
    direction.fill(0);
    let { value, start } = worstStart(bound, starts);
    for (let step = 0; step < steps && least > lower && scale > SMALLEST_SCALE; step++) {
      bound.slope(start.level, start.waited, start.carried, gradient);
      evenOut(gradient, stage.size);
      let norm = 0;
      for (let i = 0; i < prices.length; i++) {
        direction[i] = MOMENTUM * direction[i]! + gradient[i]!;
        norm += direction[i]! ** 2;
      }
      const length = (scale * (1 - MOMENTUM) * (value - lower)) / norm;
      if (!(length < Number.POSITIVE_INFINITY)) break;
      for (let i = 0; i < prices.length; i++) prices[i] = Math.max(0, prices[i]! - length * direction[i]!);
      ({ value, start } = worstStart(bound, starts));
      if (value < least) {
        least = value;
        best.set(prices);
        idle = 0;
      } else if (++idle > PATIENCE) {
        scale /= 2;
        idle = 0;
        prices.set(best);
        direction.fill(0);
        ({ value, start } = worstStart(bound, starts));
      }
    }
  }
  prices.set(best);
  bound.update();
  return least;
}

/** Works the bound out and finds the start that it promises most. */
function worstStart(
  bound: Bound,
  starts: readonly Start[],
): { readonly value: number; readonly start: Start } {
  const { startsWith } = bound.tables;
  bound.update();
  let value = Number.NEGATIVE_INFINITY;
  let start = starts[0]!;
  for (const each of starts) {
    const most = each.gained + bound.rest(startsWith, each.level, each.waited, each.carried);
    if (!(most > value)) continue;
    value = most;
    start = each;
  }
  return { value, start };
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
