import seedrandom from "seedrandom";

/** Draws the next number, uniform in [0, 1), of a reproducible stream. */
export type RandomStream = () => number;

/**
 * A named, seeded stream: the same seed and names give the same numbers on every machine, and streams of
 * different names are independent. All arms of an experiment share the streams of a session (common random
 * numbers) because no arm is among the names.
 *
 * @param seed the experiment's seed
 * @param names what the stream is for, from the general to the particular: trace, replicate, purpose
 */
export function randomStream(seed: number | string, ...names: readonly (string | number)[]): RandomStream {
  // JSON keeps ("a", "b/c") and ("a/b", "c") apart, which joining with a separator would not.
  const generator = seedrandom.alea(JSON.stringify([seed, ...names]));
  return () => generator.double();
}

/** A standard normal draw (Box-Muller, one of the pair), from two numbers of the stream. */
export function normalDraw(random: RandomStream): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}
