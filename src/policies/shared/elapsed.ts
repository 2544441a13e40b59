import type { Seconds } from "../../units.js";

/** Seconds by which a sum of durations may miss a limit that it meets on paper. */
const ROUNDING = 1e-9;

/** Whether at least this much time has passed. */
export const hasPassed = (since: Seconds, now: Seconds, span: Seconds): boolean =>
  now - since >= span - ROUNDING;
