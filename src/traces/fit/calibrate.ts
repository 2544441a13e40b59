import { correlationMixture, type Dictionary, mixtureAt } from "./correlation-mixture.js";
import type { Moments } from "./moments.js";
import { divided, MOST_BETWEEN, type Shares } from "./shares.js";
import { type SimulationOptions, simulatedMoments } from "./simulated-moments.js";

export interface CalibrationOptions extends Omit<SimulationOptions, "row"> {
  readonly dictionary: Dictionary;
  /** What the measured traces have. */
  readonly wanted: Moments;
}

const ROUNDS = 20;
/** Rounds without a better one after which there will be none: shares have come up against their limits. */
const PATIENCE = 4;
/** Of what is missing, what a round adds: not all, as the share between traces and the correlations move each other. */
const STEP = 0.7;
/** A sum of squares that is small enough: a hundredth of the coefficient of variation, or of a correlation, is 1e-4. */
const CLOSE = 5e-5;
/** A round that leaves more of the distance is no better. */
const NOTICEABLE = 0.99;

/**
 * Simulates traces as long as those measured, and corrects the shares by what is missing: the share within traces by the
 * coefficient of variation, the correlations of the process by the traces' autocorrelations. So whatever takes away from
 * these is made up for: that traces are short, that the distribution is skewed, that values are tied.
 *
 * @returns of all rounds the shares whose moments came closest
 */
export function calibrated(begin: Shares, options: CalibrationOptions): Shares {
  const simulation = { ...options, row: options.dictionary.row };
  let shares = begin;
  let best = { shares, off: Number.POSITIVE_INFINITY, round: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    if (best.off < CLOSE || round > best.round + PATIENCE) break;
    const found = simulatedMoments(shares, simulation);
    const off = distance(found, options.wanted);
    if (off < NOTICEABLE * best.off) best = { shares, off, round };
    shares = corrected(shares, found, options);
  }
  return best.shares;
}

function corrected({ betweenTraces, within }: Shares, found: Moments, options: CalibrationOptions): Shares {
  const { wanted, lags, dictionary } = options;
  const correlations = lags.map((lag, index) => ({
    lag,
    value:
      mixtureAt(within, lag) / (1 - betweenTraces) +
      STEP * missing(found.correlations[index], wanted.correlations[index]),
  }));
  // The coefficient of variation goes about as the root of the share within.
  const factor = Math.exp(2 * STEP * missingVariation(found, wanted));
  const withinShare = Math.min(1, Math.max(1 - MOST_BETWEEN, (1 - betweenTraces) * factor));
  return divided(1 - withinShare, correlationMixture(correlations, dictionary));
}

/** The sum of squares of what is missing. */
function distance(found: Moments, wanted: Moments): number {
  return wanted.correlations.reduce<number>(
    (total, value, index) => total + missing(found.correlations[index], value) ** 2,
    missingVariation(found, wanted) ** 2,
  );
}

const missing = (found: number | undefined, wanted: number | undefined) =>
  found === undefined || wanted === undefined ? 0 : wanted - found;

/** In the logarithm, so as a share. */
const missingVariation = (found: Moments, wanted: Moments) =>
  found.variation && wanted.variation ? Math.log(wanted.variation / found.variation) : 0;
