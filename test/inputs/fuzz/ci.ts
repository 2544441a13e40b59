import type { FuzzOptions } from "./fuzz.js";

/**
 * The same inputs in every run of the tests; `bench/fuzz-readers.ts` tries more, of any seed, and holds each reader to
 * 200 MB in a process that collects garbage early.
 */
export const CI_FUZZ: FuzzOptions = { seed: 1, runs: 1000, limits: { seconds: 2, megabytes: 400 } };
