import { normalDraw, type RandomStream } from "../../random.js";

/**
 * Where each trace of a family stands among its fellows, as normal scores moved and scaled to mean 0 and variance 1,
 * so that a family of twenty has the centre and the spread of one of thousands. A trace alone stands in the middle.
 */
export function standardScores(count: number, random: RandomStream): number[] {
  const draws = Array.from({ length: count }, () => normalDraw(random));
  const centre = draws.reduce((total, draw) => total + draw, 0) / count;
  const variance = draws.reduce((total, draw) => total + (draw - centre) ** 2, 0) / count;
  return draws.map((draw) => (variance > 0 ? (draw - centre) / Math.sqrt(variance) : 0));
}

/** The same as numbers from 0 to 1, one in each of as many equal parts, in random order: a stratified sample. */
export function stratifiedPositions(count: number, random: RandomStream): number[] {
  const parts = Array.from({ length: count }, (_, part) => part);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [parts[last], parts[other]] = [parts[other]!, parts[last]!];
  }
  return parts.map((part) => (part + random()) / count);
}
