import { mean, standardDeviation } from "../../statistics/index.js";
import { type NormalStates, normalised } from "./baum-welch.js";

/**
 * A Markov chain whose states are seen: classes of values that are equally frequent, how often each followed each, and
 * the mean and the standard deviation of the values in each. Values that are too frequent for a class make it wider, and
 * leave fewer classes.
 *
 * @param classes at most
 */
export function quantileClasses(values: Float64Array, classes: number): NormalStates {
  const ascending = values.slice().sort();
  const lastOf = (nth: number) => ascending[Math.ceil((nth / classes) * ascending.length) - 1]!;
  const bounds = [...new Set(Array.from({ length: classes }, (_, nth) => lastOf(nth + 1)))];
  const members = bounds.map((): number[] => []);
  const moves = bounds.map(() => bounds.map(() => 0));
  let before: number | undefined;
  for (const value of values) {
    const now = bounds.findIndex((bound) => value <= bound);
    members[now]!.push(value);
    if (before !== undefined) moves[before]![now]!++;
    before = now;
  }
  return {
    means: members.map((own) => mean(own)!),
    deviations: members.map((own) => standardDeviation(own) ?? 0),
    transitions: moves.map(normalised),
  };
}
