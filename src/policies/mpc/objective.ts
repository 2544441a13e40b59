import { mbpsFromKbps, type Seconds } from "../../units.js";

/** What a plan is worth: Mbit/s of quality, less what stalls and changes cost. */
export interface MpcObjective {
  /** What a second of rebuffering costs, in Mbit/s of quality; 0 or more. */
  readonly rebufferPenalty: number;
  /** What a change of quality by 1 Mbit/s costs, in Mbit/s of quality; 0 or more. */
  readonly switchPenalty: number;
}

/**
 * A plan's value as Pensieve's mpc.py works it out. It adds up kbit/s and divides the sums, and so does this: plans
 * that are worth the same on paper are common (in a last step, a change up costs just what it brings), and which of
 * them is best turns on how the sums are rounded.
 *
 * @param kbps of all segments, added up
 * @param changeKbps of all changes, added up
 */
export function planValue(
  { rebufferPenalty, switchPenalty }: MpcObjective,
  kbps: number,
  rebuffering: Seconds,
  changeKbps: number,
): number {
  return mbpsFromKbps(kbps) - rebufferPenalty * rebuffering - switchPenalty * mbpsFromKbps(changeKbps);
}
