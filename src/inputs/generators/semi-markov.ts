import type { TraceInterval } from "../../model/trace.js";
import { normalDraw, type RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";
import { type LatencyModel, latencyProcess } from "./latency.js";
import { type LatentComponent, latentProcess } from "./latent.js";
import { type Marginal, valueAtScore } from "./marginal.js";
import { rowDurations } from "./rows.js";
import { writtenInterval } from "./written-interval.js";

/** A state of the connection: a radio technology. */
export interface SemiMarkovState {
  /** Mbit/s, pooled over the family's time in this state. */
  readonly marginal: Marginal;
  /** Dwell times are lognormal; a mean far above the median says that a few are very long. */
  readonly dwellMean: Seconds;
  readonly dwellMedian: Seconds;
  readonly latencyMedianMs: number;
}

/**
 * Capacity that switches between two states, in each of which it is a normal process seen through the state's
 * quantile function. The process runs on across switches, as reception does.
 */
export interface SemiMarkov {
  readonly row: Seconds;
  readonly states: readonly [SemiMarkovState, SemiMarkovState];
  /** How capacity moves within a state; the shares add up to 1. */
  readonly within: readonly LatentComponent[];
  readonly latency: Omit<LatencyModel, "medianMs">;
}

/**
 * One trace of such a family, which begins in the middle of things: the first state by its share of all time, and
 * in the middle of a dwell.
 *
 * @param position the trace's standing among the family's, from 0 to 1: decides the first state
 */
export function semiMarkovTrace(
  model: SemiMarkov,
  trace: {
    readonly duration: Seconds;
    readonly position: number;
    readonly random: RandomStream;
  },
): TraceInterval[] {
  const { states, row } = model;
  const { random } = trace;
  const nextScore = latentProcess(model.within, row, random);
  const nextLatency = latencyProcess({ ...model.latency, medianMs: 1 }, row, random);

  let current: 0 | 1 = trace.position < shareOfTime(states) ? 0 : 1;
  let left = remainingDwell(states[current], random);
  return rowDurations(trace.duration, row).map((duration) => {
    while (left <= 0) {
      current = current === 0 ? 1 : 0;
      left += wholeDwell(states[current], random);
    }
    left -= duration;
    const state = states[current];
    const score = nextScore();
    return writtenInterval({
      duration,
      mbps: valueAtScore(state.marginal, score),
      latencyMs: nextLatency(state.latencyMedianMs, score),
    });
  });
}

/** The share of all time that is spent in the first state. */
function shareOfTime([first, second]: SemiMarkov["states"]): number {
  return first.dwellMean / (first.dwellMean + second.dwellMean);
}

/** The variance of the dwell's logarithm: a lognormal's mean is its median times exp(variance / 2). */
const logVariance = (state: SemiMarkovState) => 2 * Math.log(state.dwellMean / state.dwellMedian);

function wholeDwell(state: SemiMarkovState, random: RandomStream): Seconds {
  return state.dwellMedian * Math.exp(Math.sqrt(logVariance(state)) * normalDraw(random));
}

/**
 * What is left of the dwell at a moment picked at random. Long dwells are met in proportion to their length, which
 * for a lognormal moves the logarithm up by its variance; and the moment is anywhere within.
 */
function remainingDwell(state: SemiMarkovState, random: RandomStream): Seconds {
  return wholeDwell(state, random) * Math.exp(logVariance(state)) * random();
}
