import type { MetricColumn } from "../../model/results.js";
import type { Verdict } from "../../model/verdicts.js";
import type { NameOf } from "../figures.js";
import { pValue, signedPercent } from "../number-format.js";

/** Whether to roll an arm out, by one metric, and why. */
export function decisionSentence(verdict: Verdict, { label }: MetricColumn, nameOf: NameOf): string {
  const { overall, decision } = verdict;
  const arm = nameOf(verdict.policy);
  const control = nameOf(verdict.control);
  const figures = [
    signedPercent(overall.relative),
    overall.pAdjusted === undefined ? undefined : pValue(overall.pAdjusted),
  ].filter((part) => part !== undefined);
  const beside = figures.length === 0 ? "" : ` (${figures.join(", ")})`;
  return decision === "roll out"
    ? `Roll out ${arm}: over 2 % better than ${control} in ${label}, and significantly${beside}.`
    : `Keep ${control}: ${reasonToKeep(verdict, label, arm)}${beside}.`;
}

function reasonToKeep({ overall: { finding, relative } }: Verdict, label: string, arm: string): string {
  switch (finding) {
    case "better":
      return relative === undefined
        ? `${arm} is better in ${label}, but by no share of a mean that was 0`
        : `${arm} is better in ${label}, but not by over 2 %`;
    case "worse":
      return `${arm} is worse in ${label}`;
    case "higher":
    case "lower":
      return `${arm} is ${finding} in ${label}, which is neither better nor worse`;
    case "same":
      return `${arm} makes no difference in ${label}`;
    case "equivalent":
      return `${arm} is equivalent in ${label}`;
    case "no difference shown":
      return `no difference in ${label} is shown`;
    case "too few traces":
      return `too few traces to tell ${arm} from it in ${label}`;
  }
}
