import type { LatentComponent } from "../../inputs/generators/latent.js";
import type { Seconds } from "../../units.js";
import { nonNegativeLeastSquares } from "./nnls.js";

/** What a latent process may be made of, as far as a trace of some length shows it. */
export interface Dictionary {
  readonly row: Seconds;
  /** No component is slower: within a trace it could not be told from the trace's own level. */
  readonly slowest: Seconds;
}

/** A correlation that a process should have. */
export interface Wanted {
  readonly lag: Seconds;
  readonly value: number;
}

/** Time constants, and holds, a factor of this apart. */
const RATIO = 1.5;
/** How much more the shares' sum of 1 counts than a correlation. */
const SUM_WEIGHT = 100;
/** A component with less is left out. */
const LEAST_SHARE = 0.01;

/**
 * The components whose correlations, weighted by their shares, come closest to those wanted: exponentials, straight
 * lines to 0 (holds), of which that over one row is white noise, by non-negative least squares over a grid of times.
 *
 * @returns shares that add up to 1
 */
export function correlationMixture(
  wanted: readonly Wanted[],
  { row, slowest }: Dictionary,
): LatentComponent[] {
  const times = geometric(2 * row, slowest);
  const candidates: readonly LatentComponent[] = [
    { share: 1, hold: row },
    ...times.map((timeConstant) => ({ share: 1, timeConstant })),
    ...times.map((hold) => ({ share: 1, hold })),
  ];
  const columns = candidates.map((one) => [SUM_WEIGHT, ...wanted.map(({ lag }) => correlationAt(one, lag))]);
  const shares = nonNegativeLeastSquares(columns, [
    SUM_WEIGHT,
    ...wanted.map(({ value }) => Math.min(1, Math.max(-1, value))),
  ]);
  return withShares(candidates, shares);
}

/** The correlation of a component with itself after a time. */
function correlationAt(component: LatentComponent, lag: Seconds): number {
  return "hold" in component
    ? Math.max(0, 1 - lag / component.hold)
    : Math.exp(-lag / component.timeConstant);
}

/** Of a process, after a time. */
export function mixtureAt(components: readonly LatentComponent[], lag: Seconds): number {
  return components.reduce((total, one) => total + one.share * correlationAt(one, lag), 0);
}

function withShares(candidates: readonly LatentComponent[], shares: readonly number[]): LatentComponent[] {
  const kept = candidates
    .map((one, index) => ({ ...one, share: shares[index]! }))
    .filter(({ share }) => share >= LEAST_SHARE);
  const total = kept.reduce((sum, { share }) => sum + share, 0);
  return kept.map((one) => ({ ...one, share: one.share / total }));
}

function geometric(from: number, to: number): number[] {
  const steps = Math.max(1, Math.round(Math.log(to / from) / Math.log(RATIO)));
  return Array.from({ length: steps + 1 }, (_, step) =>
    Number((from * (to / from) ** (step / steps)).toPrecision(3)),
  );
}
