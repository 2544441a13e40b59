import { normalDraw, type RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";

/**
 * One part of a latent process, and its share of the variance. It either drifts, as a first-order autoregression
 * whose autocorrelation falls as exp(-lag / timeConstant); or it holds a value and then jumps to an independent one,
 * so that its autocorrelation falls in a straight line to 0 at `hold`.
 */
export type LatentComponent = { readonly share: number } & (
  | { readonly timeConstant: Seconds }
  | { readonly hold: Seconds }
);

/**
 * A stationary normal process, standard if the shares add up to 1: the sum of independent components.
 *
 * @param step seconds between two values
 * @returns a function that gives the next value
 */
export function latentProcess(
  components: readonly LatentComponent[],
  step: Seconds,
  random: RandomStream,
): () => number {
  const parts = components.map((component) => {
    const scale = Math.sqrt(component.share);
    const next =
      "hold" in component
        ? held(component.hold, step, random)
        : drifting(component.timeConstant, step, random);
    return () => scale * next();
  });
  return () => parts.reduce((total, part) => total + part(), 0);
}

function drifting(timeConstant: Seconds, step: Seconds, random: RandomStream): () => number {
  const kept = Math.exp(-step / timeConstant);
  const fresh = Math.sqrt(1 - kept * kept);
  let value = normalDraw(random);
  return () => {
    const current = value;
    value = kept * value + fresh * normalDraw(random);
    return current;
  };
}

function held(hold: Seconds, step: Seconds, random: RandomStream): () => number {
  let value = normalDraw(random);
  // The process has been running before the trace begins.
  let left = hold * random();
  return () => {
    while (left <= 0) {
      value = normalDraw(random);
      left += hold;
    }
    left -= step;
    return value;
  };
}
