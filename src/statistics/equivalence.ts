import { checkMargin } from "./non-inferiority.js";
import type { Interval } from "./ratio.js";

/**
 * Whether a difference is shown to be within a margin either way, by two one-sided tests: the 90 % interval lies inside
 * (Schuirmann 1987, "A Comparison of the Two One-Sided Tests Procedure and the Power Approach"). An interval without
 * width leaves no doubt and may lie on the margin: what is identical is equivalent even at a margin of 0.
 *
 * @param interval90 of the difference; its ends are the one-sided 95 % bounds
 * @param margin 0 or more
 * @throws RangeError when the margin is none
 */
export function equivalence([low, high]: Interval, margin: number): boolean {
  checkMargin(margin);
  return low === high ? Math.abs(low) <= margin : low > -margin && high < margin;
}
