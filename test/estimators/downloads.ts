import type { Sample } from "../../src/model/policy.js";

/** A download that ended at `end`, of so many bits in so many seconds, part of them before the first bit. */
export const download = (bits: number, seconds: number, { end = 100, latency = 0 } = {}): Sample => ({
  start: end - seconds,
  firstByte: end - seconds + latency,
  end,
  bits,
  level: 0,
});
