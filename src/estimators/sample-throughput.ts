import type { Sample } from "../model/policy.js";
import type { BitsPerSecond } from "../units.js";
import type { SampleThroughput } from "./estimator.js";

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

/** What an estimator's option `measure` may be: `request` for {@link requestThroughput}, `transfer` for the other. */
export const MEASURES = ["request", "transfer"] as const;
export type Measure = (typeof MEASURES)[number];

/** The measure that a word names. */
export const measureOf = (measure: Measure): SampleThroughput =>
  measure === "transfer" ? transferThroughput : requestThroughput;
