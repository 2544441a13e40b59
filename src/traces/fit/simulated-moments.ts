import { latentProcess } from "../../inputs/generators/latent.js";
import { type Marginal, valueAtScore } from "../../inputs/generators/marginal.js";
import { standardScores } from "../../inputs/generators/standings.js";
import { randomStream } from "../../random.js";
import { mean, sum } from "../../statistics/index.js";
import type { Seconds } from "../../units.js";
import { type Moments, momentsOf } from "./moments.js";
import type { Shares } from "./shares.js";

export interface SimulationOptions {
  readonly marginal: Marginal;
  readonly row: Seconds;
  readonly lags: readonly Seconds[];
  /** How many rows each trace has. */
  readonly lengths: readonly number[];
  readonly seed: number;
}

/** Values simulated, in as many families as that makes: of few enough traces, if need be, that it makes two. */
const VALUES = 200_000;
const MOST_FAMILIES = 20;

/** The moments of families of traces, on average over families. The same seed draws the same numbers for all shares. */
export function simulatedMoments(shares: Shares, options: SimulationOptions): Moments {
  const { row, lags } = options;
  const lengths = thinned(options.lengths, VALUES / 2);
  const families = Math.min(MOST_FAMILIES, Math.max(1, Math.floor(VALUES / sum(lengths))));
  const found = Array.from({ length: families }, (_, nth) =>
    momentsOf(simulatedFamily(shares, nth, { ...options, lengths }), row, lags),
  );
  const meanOf = (read: (moments: Moments) => number | undefined) =>
    mean(found.map(read).filter((value) => value !== undefined));
  return {
    variation: meanOf(({ variation }) => variation),
    correlations: lags.map((_, lag) => meanOf(({ correlations }) => correlations[lag])),
  };
}

/** Every so many of the lengths, so that they add up to about `most`; as many long ones among them as there were. */
function thinned(lengths: readonly number[], most: number): number[] {
  const step = Math.ceil(sum(lengths) / most);
  return [...lengths].sort((one, other) => one - other).filter((_, nth) => nth % step === step >> 1);
}

function simulatedFamily(shares: Shares, nth: number, options: SimulationOptions): Float64Array[] {
  const { marginal, row, lengths, seed } = options;
  const stream = (purpose: string | number) => randomStream(seed, "fit", nth, purpose);
  const levels = standardScores(lengths.length, stream("levels"));
  return lengths.map((length, trace) => {
    const next = latentProcess(shares.within, row, stream(trace));
    const standing = Math.sqrt(shares.betweenTraces) * levels[trace]!;
    return Float64Array.from({ length }, () => valueAtScore(marginal, standing + next()));
  });
}
