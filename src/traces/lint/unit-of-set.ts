import type { TraceFault } from "../../model/trace-faults.js";
import { type BitsPerSecond, bpsFromMbps } from "../../units.js";
import type { LintedSet } from "./rule.js";
import { SLIPS } from "./slips.js";

/** Bit/s. Nobody streams over less, and access links are not faster. */
const PLAUSIBLE = { from: bpsFromMbps(0.05), to: bpsFromMbps(3000) };

/**
 * A set whose traces are, in the middle, slower or faster than any link that video is watched on: kbps taken for Mbps, or
 * the like. Eight times too slow is plausible for most sets, and cannot be found so: compare with what its publishers say.
 */
export function unitOfSet({ rates }: LintedSet): TraceFault | undefined {
  const rate = rates?.usual;
  if (rate === undefined || isPlausible(rate)) return undefined;
  const slow = rate < PLAUSIBLE.from;
  const factor = SLIPS.map((slip) => (slow ? slip : 1 / slip)).find((slip) => isPlausible(slip * rate));
  return { rule: "unit", of: "set", rate, ...(factor !== undefined && { factor }) };
}

const isPlausible = (rate: BitsPerSecond): boolean => rate >= PLAUSIBLE.from && rate <= PLAUSIBLE.to;
