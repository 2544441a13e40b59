import { normalDraw, type RandomStream } from "../../random.js";

/**
 * The logarithm of the complexity of what segments show: a stationary AR(1) process of mean 0 and variance 1.
 *
 * @param correlation of one segment with the next one, from -1 to 1
 */
export function complexities(segments: number, correlation: number, random: RandomStream): number[] {
  const innovation = Math.sqrt(1 - correlation * correlation);
  let complexity = normalDraw(random);
  return Array.from({ length: segments }, (_, segment) => {
    if (segment > 0) complexity = correlation * complexity + innovation * normalDraw(random);
    return complexity;
  });
}
