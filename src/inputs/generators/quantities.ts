import type { Quantity } from "../quantity.js";

export { BANDWIDTH_MBPS, LATENCY_MS, LOSS } from "../traces/quantities.js";

/** The numbers that generators are told, beside those that traces are made of. */
export const SECONDS: Quantity = { name: "a time in seconds", min: 1e-3, max: 1e9 };
/** Of a whole that is 1. */
export const SHARE: Quantity = { name: "a share", min: 0, max: 1 };
export const SCORE: Quantity = { name: "a normal score", min: -10, max: 10 };
/** Standard deviation over mean. */
export const COV: Quantity = { name: "a coefficient of variation", min: 0, max: 10 };
/** Of a logarithm: at 3, one value in six is 20 times the median. */
export const LOG_SPREAD: Quantity = { name: "a standard deviation of a logarithm", min: 0, max: 3 };
