import { bytesFromBits, kbpsFromBps, mbpsFromBps, msFromSeconds } from "../../units.js";
import type { Quantity } from "../quantity.js";

// Beyond these a number is a slip of unit or of the pen, and sums over it would lose their meaning:
/** Seconds. Below a microsecond, a running sum over days no longer moves. */
const SHORTEST = 1e-6;
/** Seconds: 31 years. */
const LONGEST = 1e9;
/** Bits per second. */
const FASTEST = 1e13;

/** The numbers that traces are made of, in the units of their files. */
export const DURATION_S: Quantity = { name: "a duration in seconds", min: SHORTEST, max: LONGEST };
export const DURATION_MS: Quantity = {
  name: "a duration in ms",
  min: msFromSeconds(SHORTEST),
  max: msFromSeconds(LONGEST),
};
export const TIME_S: Quantity = { name: "a time in seconds", min: 0, max: LONGEST * 10 };
export const TIME_MS: Quantity = { name: "a time in ms", min: 0, max: msFromSeconds(LONGEST) * 10 };
export const STAMP_MS: Quantity = {
  name: "a time in ms",
  min: 0,
  max: msFromSeconds(LONGEST),
  integer: true,
};
export const BANDWIDTH_KBPS: Quantity = { name: "a bandwidth in kbps", min: 0, max: kbpsFromBps(FASTEST) };
export const BANDWIDTH_MBPS: Quantity = { name: "a bandwidth in Mbps", min: 0, max: mbpsFromBps(FASTEST) };
export const LATENCY_MS: Quantity = { name: "a latency in ms", min: 0, max: msFromSeconds(LONGEST) };
export const LOSS: Quantity = { name: "a share of packets lost", min: 0, max: 1 };
export const BANDWIDTH_BYTES_S: Quantity = {
  name: "a bandwidth in bytes per second",
  min: 0,
  max: bytesFromBits(FASTEST),
};
/** Over 1 ms or longer. */
export const RECEIVED_BYTES: Quantity = {
  name: "a number of bytes",
  min: 0,
  max: bytesFromBits(FASTEST) / msFromSeconds(1),
};
