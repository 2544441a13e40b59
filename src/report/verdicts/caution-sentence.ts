import type { Caution } from "../../model/verdicts.js";
import { shortened } from "../names.js";
import { count, pValue } from "../number-format.js";
import { tracesInWords } from "./quantities.js";
import { type Sides, tracesBehind } from "./sides.js";

/**
 * What to mind about verdicts, and what to do about it.
 *
 * @param labels of the metrics that it is about
 */
export function cautionSentence(caution: Caution, labels: readonly string[], sides: Sides): string {
  const label = listed(labels);
  switch (caution.kind) {
    case "few traces":
      return `Only ${tracesBehind(caution.traces, sides)}: what holds on so few may not hold on others; run at least ${count(caution.needed)}${sides.split ? " of each" : ""} before you decide.`;
    case "few traces differ":
      return `Only ${count(caution.differing)} of ${tracesInWords(caution.traces)} ${caution.differing === 1 ? "shows" : "show"} any difference in ${label}, and the result hangs on ${caution.differing === 1 ? "it" : "them"}: add traces of the same kind before you decide.`;
    case "opposite sets":
      return `Trace sets contradict each other in ${label}: better on ${listed(caution.better)}, worse on ${listed(caution.worse)}; the mean over all hides that, so decide for each set, or weight the sets like your own audience (gate.weights).`;
    case "sessions lost":
      return `${lostSessions(caution, sides)}: ${caution.lost < caution.sessions ? "the figures are those of the sessions that are left, so do not roll out on them" : "do not roll it out"}.`;
    case "part of the traces":
      return caution.traces === 0
        ? `No trace (of ${count(caution.all)}) has a value of ${label} under every policy: look at how the sessions ended.`
        : `Judged on ${count(caution.traces)} of ${tracesInWords(caution.all)} in ${label}: on the others not every policy has a value; look at how the sessions there ended.`;
    case "interval held":
      return `So few traces tell anything about ${label} that the interval is a guess: add traces before you decide.`;
    case "mean and ranks disagree":
      return `Mean and ranks disagree about ${label} (${pValue(caution.p)} by permutation, ${pValue(caution.pWilcoxon)} by Wilcoxon): ${whyTheyDisagree(caution)}; look at the sessions that changed most before you decide.`;
  }
}

/** Significant is the mean alone, or are the ranks. */
function whyTheyDisagree({ p, pWilcoxon }: { readonly p: number; readonly pWilcoxon: number }): string {
  return p < pWilcoxon
    ? "a few traces with large differences make the mean"
    : "most traces lean one way, and a few large differences blur the mean";
}

/** "21 of 40 sessions of risky failed or starved, and none of ewma". */
function lostSessions(
  { lost, controlLost, sessions }: Extract<Caution, { kind: "sessions lost" }>,
  { arm, control }: Sides,
): string {
  const ofControl = controlLost === 0 ? "none" : count(controlLost);
  return `${count(lost)} of ${count(sessions)} ${sessions === 1 ? "session" : "sessions"} of ${arm} failed or starved, and ${ofControl} of ${control}`;
}

const MOST_NAMES = 5;

/** "3g-commute", "3g-commute and 4g", "a, b, c, d, e and 7 more". */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => shortened(name));
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${count(rest)} more`] : shown;
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}
