import type { MetricColumn } from "../../model/results.js";
import type { Caution } from "../../model/verdicts.js";
import { shortened } from "../names.js";
import { count, pValue } from "../number-format.js";
import { tracesInWords } from "./quantities.js";

/** What to mind about a verdict, and what to do about it. */
export function cautionSentence(caution: Caution, { label }: Pick<MetricColumn, "label">): string {
  switch (caution.kind) {
    case "few traces":
      return `Only ${tracesInWords(caution.traces)}: what holds on so few may not hold on others; run at least ${count(caution.needed)} before you decide.`;
    case "few traces differ":
      return `Only ${count(caution.differing)} of ${tracesInWords(caution.traces)} ${caution.differing === 1 ? "shows" : "show"} any difference in ${label}, and the result hangs on ${caution.differing === 1 ? "it" : "them"}: add traces of the same kind before you decide.`;
    case "opposite sets":
      return `Trace sets contradict each other in ${label}: better on ${listed(caution.better)}, worse on ${listed(caution.worse)}; the mean over all hides that, so decide for each set, or weight the sets like your own audience (gate.weights).`;
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

const MOST_NAMES = 5;

/** "3g-commute", "3g-commute and 4g", "a, b, c, d, e and 7 more". */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => shortened(name));
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${count(rest)} more`] : shown;
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}
