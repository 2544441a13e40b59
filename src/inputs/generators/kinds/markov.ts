import { InputError } from "../../../errors.js";
import type { TraceInterval } from "../../../model/trace.js";
import { normalDraw, type RandomStream } from "../../../random.js";
import type { Seconds } from "../../../units.js";
import { type Drawn, drawn, flatKind } from "../flat-kind.js";
import { BANDWIDTH_MBPS, COV, LATENCY_MS, SECONDS } from "../quantities.js";
import { rowDurations } from "../rows.js";
import { writtenInterval } from "../written-interval.js";

/**
 * The synthetic traces that Pensieve was trained on (Mao et al., "Neural adaptive video streaming with Pensieve",
 * SIGCOMM 2017; `sim/synthetic_traces.py` and `sim/make_traces.py` of its code). Capacity has levels in equal
 * steps. Each second, it leaves its level with a probability of 1 / staySeconds, for one that is d levels away with a
 * probability that falls geometrically in d, up or down by a coin where both exist. About its level it is normal, with
 * a standard deviation of noiseCov times the level, drawn anew every noiseSeconds, counted in whole seconds, and with
 * every change of level; it is never below the floor.
 *
 * The published code does not do what its paper says. It works out the ratio x of the geometric distribution, as the solution
 * of x^-1 + x^-2 + ... = 1, and then weighs distance z not with `x ** -z` but with `1/x*y`, where y is left over from the
 * loop before: all distances are equally likely. It then takes the index into these weights, which begins at 0, for the
 * distance: a change may be one of no levels, the farthest one cannot be reached, and neither can the two farthest from an
 * edge, as one weight is missing. And it switches between two variances that are the same and not looked at.
 * `literal` generates as published: a level lasts 1.2 times as long, a change of level is 1.7 times as far (3.3 levels for
 * 1.9), and 30 s apart traces of Pensieve's parameters correlate by 0.35 for 0.50.
 */
export interface Markov {
  readonly lowestMbps: number;
  readonly highestMbps: number;
  readonly levels: number;
  /** At least 1. */
  readonly staySeconds: Drawn;
  readonly noiseCov: Drawn;
  readonly noiseSeconds: Drawn;
  readonly floorMbps: number;
  readonly latencyMs: number;
  readonly literal: boolean;
}

export const markov = flatKind<Markov>({
  name: "markov",
  description:
    "levels in equal steps, of which near ones are more likely to follow, with noise in proportion",
  source: "Mao et al., SIGCOMM 2017 (Pensieve), as its paper says; literal: true as its code does",
  parameters: {
    lowestMbps: { meaning: "lowest level", number: BANDWIDTH_MBPS },
    highestMbps: { meaning: "highest level", number: BANDWIDTH_MBPS },
    levels: {
      meaning: "how many levels",
      number: { name: "a number of levels", min: 3, max: 1000, integer: true },
    },
    staySeconds: {
      meaning: "mean time at a level; of two numbers, each trace draws its own between them",
      drawn: { ...SECONDS, min: 1 },
    },
    noiseCov: { meaning: "standard deviation at a level, as a share of it; or two numbers", drawn: COV },
    noiseSeconds: { meaning: "time after which noise is drawn anew; or two numbers", drawn: SECONDS },
    floorMbps: { meaning: "lowest capacity, noise included", number: BANDWIDTH_MBPS },
    latencyMs: { meaning: "latency", number: LATENCY_MS },
    literal: { meaning: "whether to generate as the published code does", yesOrNo: true },
  },
  defaults: {
    lowestMbps: 0.2,
    highestMbps: 4.3,
    levels: 10,
    staySeconds: [10, 100],
    noiseCov: [0.05, 0.5],
    noiseSeconds: [1, 5],
    floorMbps: 0.1,
    latencyMs: 80, // What Pensieve's simulator adds to every request.
    literal: false,
  },
  random: true,
  check({ lowestMbps, highestMbps }, fields) {
    if (lowestMbps > highestMbps)
      throw new InputError({
        where: fields.where("highestMbps"),
        expected: `no less than lowestMbps, which is ${lowestMbps}`,
        received: String(highestMbps),
      });
  },
  traces: (model, { duration, stream }) => {
    return (index) => markovTrace(model, { duration, random: stream(index) });
  },
});

/** One trace; it begins at a level that is as likely as any other. */
export function markovTrace(
  model: Markov,
  { duration, random }: { readonly duration: Seconds; readonly random: RandomStream },
): TraceInterval[] {
  const { floorMbps, latencyMs } = model;
  const levels = levelsMbps(model);
  const move = moves(model);
  const leave = 1 / drawn(model.staySeconds, random);
  const noiseSeconds = drawn(model.noiseSeconds, random);
  const cov = drawn(model.noiseCov, random);
  let level = Math.floor(random() * levels.length);
  let noise = 0;
  let left = 0;
  return rowDurations(duration, 1).map((seconds) => {
    const centre = levels[level]!;
    if (left <= 0) {
      noise = cov * centre * normalDraw(random);
      left = noiseSeconds;
    }
    left -= 1;
    const next = random() < leave ? move(level, random) : level;
    if (next !== level) left = 0;
    level = next;
    return writtenInterval({ duration: seconds, mbps: Math.max(floorMbps, centre + noise), latencyMs });
  });
}

function levelsMbps({ lowestMbps, highestMbps, levels }: Markov): number[] {
  const step = (highestMbps - lowestMbps) / (levels - 1);
  return Array.from({ length: levels }, (_, level) => lowestMbps + step * level);
}

/** @returns a function of a level that draws the one that follows it */
function moves({ levels, literal }: Markov): (level: number, random: RandomStream) => number {
  const farthest = levels - 1;
  const weights = literal ? new Array<number>(levels - 2).fill(1) : geometricWeights(farthest);
  return (level, random) => {
    const reach = Math.max(level, farthest - level);
    const index = drawIndex(weights.slice(0, reach), random);
    const distance = literal ? index : index + 1;
    const up = level + distance;
    const down = level - distance;
    if (down < 0) return up;
    if (up > farthest) return down;
    return random() < 0.5 ? up : down;
  };
}

/** Powers of the ratio with which they add up to 1, from its first to that of `count`. */
function geometricWeights(count: number): number[] {
  const powers = (ratio: number) => Array.from({ length: count }, (_, i) => ratio ** (i + 1));
  let [low, high] = [0, 1];
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (sum(powers(middle)) < 1) low = middle;
    else high = middle;
  }
  return powers(high);
}

/** An index, each as likely as its weight says. */
function drawIndex(weights: readonly number[], random: RandomStream): number {
  let left = sum(weights) * random();
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return index < 0 ? weights.length - 1 : index;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
