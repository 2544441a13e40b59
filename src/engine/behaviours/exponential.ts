import type { RandomStream } from "../../random.js";
import type { Seconds } from "../../units.js";

/**
 * How long until something happens that is as likely in one second as in the next: the inverse of the exponential
 * distribution function at one number of the stream. A hazard of 0 gives Infinity.
 *
 * @param hazard expected happenings per second
 */
export function exponentialDraw(hazard: number, random: RandomStream): Seconds {
  return -Math.log(1 - random()) / hazard;
}
