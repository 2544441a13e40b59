import { msFromSeconds, type Seconds, secondsFromMs } from "../../units.js";

declare const self: unknown;

/**
 * The page's global object, to be read as what is used of it. Ask for it here: `globalThis` by itself is newer than
 * televisions that policies run on, and throws there.
 */
export const page: unknown = typeof globalThis === "undefined" ? self : globalThis;

const window = page as {
  readonly performance: { now(): number };
  readonly devicePixelRatio?: number;
  setTimeout(task: () => void, ms: number): unknown;
};

/** The page's clock, in ms: the one that players stamp their requests with. */
export const pageTimeMs = (): number => window.performance.now();

/** The same in seconds. */
export const pageTime = (): Seconds => secondsFromMs(pageTimeMs());

/** Does something as soon as so much time has gone by. */
export const after = (seconds: Seconds, task: () => void): void => {
  window.setTimeout(task, msFromSeconds(seconds));
};

/** Device pixels to a CSS pixel. */
export const pixelRatio = (): number => window.devicePixelRatio ?? 1;
