import type { Sample } from "../model/policy.js";
import type { BitsPerSecond } from "../units.js";

/**
 * Bits over the whole request, the wait for the first bit included: what a player sees that only times its
 * requests. Undefined for a request that took no time (a cache hit timed by a coarse clock), which tells nothing
 * about the link.
 */
export function requestThroughput(sample: Sample): BitsPerSecond | undefined {
  const time = sample.end - sample.start;
  return time > 0 ? sample.bits / time : undefined;
}

/**
 * Bits over the time after the first bit, so that latency does not count against the link. Undefined for a
 * download that arrived all at once.
 */
export function transferThroughput(sample: Sample): BitsPerSecond | undefined {
  const time = sample.end - sample.firstByte;
  return time > 0 ? sample.bits / time : undefined;
}
