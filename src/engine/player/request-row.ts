import type { Bits, BitsPerSecond, Seconds } from "../../units.js";

/** A segment's request as the player comes to know it, from the decision to its end: a row of the log to be. */
export class RequestRow {
  segment = 0;
  level = 0;
  size: Bits = 0;
  decided: Seconds = 0;
  requested: Seconds = 0;
  bufferBefore: Seconds = 0;
  estimate: BitsPerSecond | undefined = undefined;
  reason: string | undefined = undefined;
  /** NaN until the first bit has arrived. */
  firstByte: Seconds = Number.NaN;
  received: Bits = 0;
  /** Seconds after the last bit in which the player worked on it. */
  processed: Seconds = 0;
  /** Of these, what counts as download time. */
  sampled: Seconds = 0;
  finished: Seconds = 0;
  bufferAfter: Seconds = 0;
  /** As in OUTCOME_CODE. */
  outcome = 0;
}
