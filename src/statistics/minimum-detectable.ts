import { normalQuantile } from "./normal-quantile.js";
import { studentQuantile } from "./student-quantile.js";

export interface PowerOptions {
  /** The chance to show a difference that is there. */
  readonly power?: number;
  /** The chance of a false alarm. */
  readonly significance?: number;
}

/**
 * The true difference that a two-sided test shows with the given power: the sum of the quantiles of both chances, in
 * standard errors (Bloom 1995, "Minimum Detectable Effects"). A smaller one may well be there and not be shown.
 *
 * @param standardError of the difference
 * @param options.clusters from which the standard error was estimated: few make a larger difference necessary.
 * Missing: very many
 */
export function minimumDetectable(
  standardError: number,
  { power = 0.8, significance = 0.05, clusters }: PowerOptions & { readonly clusters?: number } = {},
): number {
  const quantile = (probability: number) =>
    clusters === undefined ? normalQuantile(probability) : studentQuantile(probability, clusters - 1);
  return (quantile(1 - significance / 2) + quantile(power)) * standardError;
}
