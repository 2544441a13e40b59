import { sum } from "../../statistics/index.js";

/** A hidden Markov model whose states are normal. */
export interface NormalStates {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  /** From the state of the row to that of the column; rows add up to 1. */
  readonly transitions: readonly (readonly number[])[];
}

const MOST_ROUNDS = 100;
/** Of the log-likelihood a value: less is no progress. */
const PROGRESS = 1e-5;
/** Keeps a value that lies far off all states from being impossible. */
const LEAST_DENSITY = 1e-200;

/**
 * The model under which a series is most likely, from a beginning, by expectation and maximisation (Baum et al., "A
 * maximization technique occurring in the statistical analysis of probabilistic functions of Markov chains", Annals of
 * Mathematical Statistics 41, 1970), with the forward and backward probabilities scaled (Rabiner, "A tutorial on hidden
 * Markov models", Proceedings of the IEEE 77, 1989, section V.A). It is a local maximum.
 *
 * @param leastDeviation below which no state's goes: of a state that is one value the likelihood has no maximum
 */
export function baumWelch(values: Float64Array, begin: NormalStates, leastDeviation: number): NormalStates {
  let model = begin;
  let likelihood = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const counts = expectedCounts(values, model);
    if (counts.logLikelihood - likelihood < PROGRESS * values.length) break;
    likelihood = counts.logLikelihood;
    model = mostLikely(counts, model, leastDeviation);
  }
  return model;
}

/** How often states are expected to be met, to follow each other, and what values they have. */
interface ExpectedCounts {
  readonly met: number[];
  readonly sums: number[];
  readonly squares: number[];
  readonly moves: number[][];
  readonly logLikelihood: number;
}

function expectedCounts(values: Float64Array, model: NormalStates): ExpectedCounts {
  const { transitions } = model;
  const size = transitions.length;
  const densities = densitiesOf(values, model);
  const { forward, scales } = forwardPass(values.length, densities, transitions);
  const zeros = () => new Array<number>(size).fill(0);
  const [met, sums, squares] = [zeros(), zeros(), zeros()];
  const moves = transitions.map(zeros);
  let backward = new Float64Array(size).fill(1);
  for (let at = values.length - 1; at >= 0; at--) {
    const row = at * size;
    for (let state = 0; state < size; state++) {
      const share = forward[row + state]! * backward[state]!;
      met[state]! += share;
      sums[state]! += share * values[at]!;
      squares[state]! += share * values[at]! ** 2;
    }
    if (at === 0) break;
    const arriving = backward.map((value, to) => (densities[row + to]! * value) / scales[at]!);
    backward = backward.map((_, from) => {
      let total = 0;
      for (let to = 0; to < size; to++) {
        const share = transitions[from]![to]! * arriving[to]!;
        moves[from]![to]! += forward[row - size + from]! * share;
        total += share;
      }
      return total;
    });
  }
  return { met, sums, squares, moves, logLikelihood: sum(scales.map(Math.log)) };
}

/**
 * The probability of each state given the values so far; what it was divided by is the likelihood of a value. Of the state
 * at the beginning nothing is known.
 */
function forwardPass(length: number, densities: Float64Array, transitions: NormalStates["transitions"]) {
  const size = transitions.length;
  const forward = new Float64Array(densities.length);
  const scales = new Float64Array(length);
  for (let row = 0, at = 0; at < length; row += size, at++) {
    for (let to = 0; to < size; to++) {
      let arriving = at === 0 ? 1 / size : 0;
      for (let from = 0; at > 0 && from < size; from++)
        arriving += forward[row - size + from]! * transitions[from]![to]!;
      forward[row + to] = arriving * densities[row + to]!;
      scales[at]! += forward[row + to]!;
    }
    for (let to = 0; to < size; to++) forward[row + to]! /= scales[at]!;
  }
  return { forward, scales };
}

/** A state that is not met any more stays what it was. */
function mostLikely(counts: ExpectedCounts, model: NormalStates, leastDeviation: number): NormalStates {
  const { met, sums, squares, moves } = counts;
  const means = model.means.map((mean, state) => (met[state]! > 0 ? sums[state]! / met[state]! : mean));
  return {
    means,
    deviations: model.deviations.map((deviation, state) => {
      if (!(met[state]! > 0)) return deviation;
      const variance = squares[state]! / met[state]! - means[state]! ** 2;
      return Math.max(leastDeviation, Math.sqrt(Math.max(0, variance)));
    }),
    transitions: moves.map(normalised),
  };
}

/** Of each value in each state, but for a factor that all have. */
function densitiesOf(values: Float64Array, { means, deviations }: NormalStates): Float64Array {
  const size = means.length;
  const densities = new Float64Array(values.length * size);
  values.forEach((value, at) => {
    for (let state = 0; state < size; state++) {
      const deviation = deviations[state]!;
      const density = Math.exp(-(((value - means[state]!) / deviation) ** 2) / 2) / deviation;
      densities[at * size + state] = Math.max(LEAST_DENSITY, density);
    }
  });
  return densities;
}

/** Shares that add up to 1; all alike where there are none. */
export function normalised(shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => (total > 0 ? share / total : 1 / shares.length));
}
