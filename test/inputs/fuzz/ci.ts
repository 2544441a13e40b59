import type { FuzzOptions } from "./fuzz.js";

/**
 * The same inputs in every run of the tests, each well short of what would be a hang on any machine;
 * `bench/fuzz-readers.ts` tries more, of any seed, and holds each reader to 5 s and, in a process that collects garbage
 * early, to 200 MB.
 */
export const CI_FUZZ: FuzzOptions = { seed: 1, runs: 1000, limits: { seconds: 15, megabytes: 400 } };
