import type { Hmm } from "../../inputs/generators/kinds/hmm.js";
import { mbpsFromBps } from "../../units.js";
import { baumWelch, type NormalStates } from "./baum-welch.js";
import type { BinnedTraces } from "./binned-traces.js";
import { onceAround } from "./once-around.js";
import { quantileClasses } from "./quantile-classes.js";

/** What cross-validation gave CS2P (Sun et al., SIGCOMM 2016, section 5.2). */
const HIDDEN_STATES = 6;
/** Enough for the quantiles, and few enough for each move to have been seen. */
const SEEN_STATES = 20;
/** Mbit/s: twice what a trace file rounds to. */
const LEAST_DEVIATION = 0.002;
/** Of a value in Mbit/s, behind the point; significant ones of a probability. */
const DIGITS = 4;

/** A hidden Markov model by maximum likelihood, from classes of equal frequency as a beginning. */
export function fittedHmm(measured: BinnedTraces, latencyMs: number): Hmm {
  const values = valuesInMbps(measured);
  const begin = quantileClasses(values, HIDDEN_STATES);
  const deviations = begin.deviations.map((deviation) => Math.max(LEAST_DEVIATION, deviation));
  const model = baumWelch(values, { ...begin, deviations }, LEAST_DEVIATION);
  return written(model, measured, latencyMs);
}

/** A Markov chain over classes of values. It is written as a hidden one, whose states happen to be seen. */
export function fittedMarkov(measured: BinnedTraces, latencyMs: number): Hmm {
  return written(quantileClasses(valuesInMbps(measured), SEEN_STATES), measured, latencyMs);
}

const valuesInMbps = ({ series }: BinnedTraces) => onceAround(series).map(mbpsFromBps);

function written(
  { means, deviations, transitions }: NormalStates,
  { bin }: BinnedTraces,
  latencyMs: number,
): Hmm {
  const short = (value: number) => Number(value.toFixed(DIGITS));
  return {
    epoch: bin,
    states: means.map((mean, state) => ({ meanMbps: short(mean), sdMbps: short(deviations[state]!) })),
    transitions: transitions.map((row) => row.map((share) => Number(share.toPrecision(DIGITS)))),
    latencyMs,
  };
}
