import type { Caution, Evidence } from "../../model/verdicts.js";
import { FEWEST_TO_SHOW, SIGNIFICANCE } from "./evidence.js";

/** Traces below which no verdict is well founded. */
export const FEWEST_TRACES = 10;
/** At most this share of the traces differing, and the mean hangs on them. */
const SMALL_SHARE = 0.1;

/** What else is known of a comparison than its evidence. */
export interface Circumstances {
  /** Sessions of the arm and of the control, and those of them that failed or starved. */
  readonly sessions: number;
  readonly lost: number;
  readonly controlLost: number;
  /** Traces that were run. */
  readonly traces: number;
  /** Whether a bound of the interval was held, because so little varies. */
  readonly intervalHeld: boolean;
}

/** What to mind about the evidence of one metric. */
export function cautionsOf(
  overall: Evidence,
  sets: readonly { readonly set: string; readonly evidence: Evidence }[],
  { sessions, lost, controlLost, traces: all, intervalHeld }: Circumstances,
): Caution[] {
  const { traces, wins, losses, p, pWilcoxon, difference } = overall;
  const cautions: Caution[] = [];
  if (lost > controlLost) cautions.push({ kind: "sessions lost", lost, controlLost, sessions });
  if (difference === undefined) return cautions;
  if (traces < all) cautions.push({ kind: "part of the traces", traces, all });
  if (traces < FEWEST_TRACES) cautions.push({ kind: "few traces", traces, needed: FEWEST_TRACES });
  else if (intervalHeld) cautions.push({ kind: "interval held" });
  const differing = wins + losses;
  const few = differing < FEWEST_TO_SHOW || differing <= SMALL_SHARE * traces;
  if (differing > 0 && few && traces >= FEWEST_TRACES)
    cautions.push({ kind: "few traces differ", differing, traces });
  const named = (finding: "better" | "worse") =>
    sets.filter(({ evidence }) => evidence.finding === finding).map(({ set }) => set);
  const better = named("better");
  const worse = named("worse");
  if (better.length > 0 && worse.length > 0) cautions.push({ kind: "opposite sets", better, worse });
  if (p !== undefined && pWilcoxon !== undefined && p <= SIGNIFICANCE !== pWilcoxon <= SIGNIFICANCE)
    cautions.push({ kind: "mean and ranks disagree", p, pWilcoxon });
  return cautions;
}
