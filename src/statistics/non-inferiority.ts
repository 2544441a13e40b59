import type { Interval } from "./ratio.js";

/** Not shown either way is a finding of its own, and never passes silently. */
export type NonInferiority = "pass" | "fail" | "inconclusive";

/**
 * Whether a difference is shown to be no worse than a margin: `pass` if the lower bound lies above -margin, `fail` if
 * the upper one lies below it. An interval without width leaves no doubt, and at the margin itself it passes: what is
 * identical passes even a margin of 0.
 *
 * @param interval90 of the difference, higher being better; its ends are the one-sided 95 % bounds
 * @param margin 0 or more
 * @throws RangeError when the margin is none
 */
export function nonInferiority([low, high]: Interval, margin: number): NonInferiority {
  checkMargin(margin);
  if (low > -margin || (low === high && low === -margin)) return "pass";
  return high < -margin ? "fail" : "inconclusive";
}

export function checkMargin(margin: number): void {
  if (!(margin >= 0)) throw new RangeError(`expected a margin of 0 or more, got ${margin}`);
}
