import type { LatentComponent } from "../../inputs/generators/latent.js";
import type { LatentGaussian } from "../../inputs/generators/latent-gaussian.js";

/** How the variance of a normal score is divided: what is between traces and what within them adds up to 1. */
export type Shares = Pick<LatentGaussian, "betweenTraces" | "within">;

/** More between traces, and each would be a constant. */
export const MOST_BETWEEN = 0.98;

const DIGITS = 3;

/** Components scaled to what is left for them. */
export function divided(betweenTraces: number, components: readonly LatentComponent[]): Shares {
  const total = components.reduce((sum, { share }) => sum + share, 0);
  return {
    betweenTraces,
    within: components.map((one) => ({ ...one, share: (one.share / total) * (1 - betweenTraces) })),
  };
}

/** The same in few digits, which still add up to 1: the largest component takes the difference. */
export function shortened({ betweenTraces, within }: Shares): Shares {
  const short = (value: number) => Number(value.toFixed(DIGITS));
  const [largest, ...others] = within
    .map((one) => ({ ...one, share: short(one.share) }))
    .filter(({ share }) => share > 0)
    .sort((one, other) => other.share - one.share);
  const between = short(betweenTraces);
  const rest = 1 - others.reduce((total, { share }) => total + share, between);
  return { betweenTraces: between, within: [{ ...largest!, share: short(rest) }, ...others] };
}
