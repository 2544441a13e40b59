import { msFromSeconds, type Seconds, secondsFromMs } from "../../units.js";
import { page } from "../pilot/index.js";

const clocks = page as {
  readonly performance: { now(): number };
  setTimeout(task: () => void, ms: number): unknown;
};

/** Seconds on the page's clock. */
export const pageTime = (): Seconds => secondsFromMs(clocks.performance.now());

export const after = (seconds: Seconds, task: () => void): void => {
  clocks.setTimeout(task, msFromSeconds(seconds));
};
