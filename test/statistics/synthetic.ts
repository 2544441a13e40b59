import { normalDraw, type RandomStream } from "../../src/random.js";
import { bootstrapRatios, type RatioEstimate } from "../../src/statistics/bootstrap-ratios.js";
import type { Ratio } from "../../src/statistics/ratio.js";

/** Two arms on the same clusters, drawn from a population in which their difference is known. */
export interface SyntheticPair {
  readonly arm: Ratio;
  readonly control: Ratio;
  /** The same in every sample of a population. */
  readonly strata?: Uint8Array;
}

export interface Population {
  readonly name: string;
  /** The difference of the arms' ratios in the population. */
  readonly truth: number;
  draw(random: RandomStream): SyntheticPair;
}

export const meanOf = (values: ArrayLike<number>): Ratio => ({
  numerator: Float64Array.from(values),
  denominator: new Float64Array(values.length).fill(1),
});

/**
 * Estimates of so many samples' differences. Fifty samples at a time share resamples, as the metrics of an experiment do:
 * most of the time goes by in drawing them.
 */
export function estimates(
  population: Population,
  samples: number,
  resamples: number,
  random: RandomStream,
): RatioEstimate[] {
  const found: RatioEstimate[] = [];
  while (found.length < samples) {
    const pairs = Array.from({ length: Math.min(50, samples - found.length) }, () => population.draw(random));
    const columns = pairs.map(({ arm, control }) => ({ ...arm, minus: control }));
    const { strata } = pairs[0]!;
    found.push(...bootstrapRatios({ columns, ...(strata && { strata }), resamples, random }));
  }
  return found;
}

/** Differences of pairs: the arm has them, the control has 0. */
function differences(
  name: string,
  clusters: number,
  truth: number,
  draw: (random: RandomStream) => number,
): Population {
  return {
    name: `${name}, ${clusters} clusters`,
    truth,
    draw: (random) => ({
      arm: meanOf(Array.from({ length: clusters }, () => draw(random))),
      control: meanOf(new Float64Array(clusters)),
    }),
  };
}

/** @param effect what is added to a mean of 0 and a standard deviation of 1 */
export const normal = (clusters: number, effect = 0): Population =>
  differences("normal", clusters, effect, (random) => effect + normalDraw(random));

/** Sigma 0.5, minus its mean. */
export const lognormal = (clusters: number): Population =>
  differences("lognormal", clusters, 0, (random) => Math.exp(normalDraw(random) / 2) - Math.exp(1 / 8));

/** The four that intervals and tests are held to. */
export const STANDARD: readonly Population[] = [normal(30), normal(100), lognormal(30), lognormal(100)];

/** As stalls are: most clusters have none, and the others an exponential amount. */
export const sparse = (clusters: number, share: number): Population =>
  differences(`nonzero in ${share * 100} %`, clusters, share, (random) =>
    random() < share ? -Math.log(1 - random()) : 0,
  );

/** Stall ratios: time played differs from cluster to cluster and arm to arm, and bad clusters are bad for both arms. */
export function ratiosOfSums(clusters: number, rate: number, controlRate: number): Population {
  return {
    name: `ratios of sums, ${clusters} clusters`,
    truth: (rate - controlRate) * Math.exp(1 / 8),
    draw: (random) => {
      const badness = Array.from({ length: clusters }, () => Math.exp(normalDraw(random) / 2));
      const side = (stalled: number): Ratio => {
        const denominator = Float64Array.from(badness, () => 100 + 400 * random());
        const numerator = denominator.map(
          (played, at) => -Math.log(1 - random()) * stalled * badness[at]! * played,
        );
        return { numerator, denominator };
      };
      return { arm: side(rate), control: side(controlRate) };
    },
  };
}

/** Three trace sets that have little in common. */
export const UNLIKE_STRATA: Population = {
  name: "strata of 80, 15 and 5",
  truth: (80 * 1 + 15 * 5 + 5 * 20) / 100,
  draw: (random) => {
    const strata = Uint8Array.from({ length: 100 }, (_, at) => (at < 80 ? 0 : at < 95 ? 1 : 2));
    const centres = [1, 5, 20];
    const spreads = [0.5, 2, 8];
    const values = Array.from(
      strata,
      (stratum) => centres[stratum]! + spreads[stratum]! * normalDraw(random),
    );
    return { arm: meanOf(values), control: meanOf(new Float64Array(100)), strata };
  },
};
