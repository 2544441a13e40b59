import { normalDraw, type RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";
import { latentProcess } from "./latent.js";

/** How latency varies: lognormal about its median, and higher where capacity is low. */
export interface LatencyModel {
  readonly medianMs: number;
  /** Standard deviation of the logarithm. */
  readonly spread: number;
  /** Seconds over which it drifts; missing: it stays the same within a trace. */
  readonly timeConstant?: Seconds;
  /** Correlation of its logarithm with the normal score of capacity, turned round: 0 to 1. */
  readonly withCapacity: number;
}

/** @returns a function of the median in force (ms) and the capacity's normal score that gives the next latency, ms */
export function latencyProcess(
  model: LatencyModel,
  step: Seconds,
  random: RandomStream,
): (medianMs: number, capacityScore: number) => number {
  const own =
    model.timeConstant === undefined
      ? constant(normalDraw(random))
      : latentProcess([{ share: 1, timeConstant: model.timeConstant }], step, random);
  const { spread, withCapacity } = model;
  const ownShare = Math.sqrt(1 - withCapacity * withCapacity);
  return (medianMs, capacityScore) =>
    medianMs * Math.exp(spread * (ownShare * own() - withCapacity * capacityScore));
}

const constant = (value: number) => () => value;
