import type { Progress } from "./progress.js";

/** Seconds at one session until the user is told which it is. */
const PATIENCE = 10;

/**
 * What to do about policies that never return: tell of the session that they are at.
 *
 * @param jobs threads that simulate
 * @param progress what is shown at the time
 */
export const watchOver = (jobs: number, progress: () => Progress) => ({
  threads: jobs + 2,
  patience: PATIENCE,
  stuck: (at: string) => void progress().busyWith(at, PATIENCE),
});
