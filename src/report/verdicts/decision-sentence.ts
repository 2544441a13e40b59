import type { MetricColumn } from "../../model/results.js";
import type { Verdict } from "../../model/verdicts.js";
import { pValue, signedPercent } from "../number-format.js";
import { emptySide, type Sides } from "./sides.js";

/** Whether to roll an arm out, by one metric, and why. */
export function decisionSentence(verdict: Verdict, { label }: MetricColumn, sides: Sides): string {
  const { overall, decision } = verdict;
  const { arm, control } = sides;
  const figures = [
    signedPercent(overall.relative),
    overall.pAdjusted === undefined ? undefined : pValue(overall.pAdjusted),
  ].filter((part) => part !== undefined);
  const beside = figures.length === 0 ? "" : ` (${figures.join(", ")})`;
  return decision === "roll out"
    ? `Roll out ${arm}: over 2 % better than ${control} in ${label}, and significantly${beside}.`
    : `Keep ${control}: ${reasonToKeep(verdict, label, sides)}${beside}.`;
}

function reasonToKeep({ overall, cautions }: Verdict, label: string, sides: Sides): string {
  const { finding, relative, difference } = overall;
  const { arm } = sides;
  switch (finding) {
    case "better":
      if (cautions.some(({ kind }) => kind === "sessions lost"))
        return `${arm} is better in ${label}, but only in the sessions that are left`;
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
      if (difference !== undefined) return `too few traces to tell ${arm} from it in ${label}`;
      return emptySide(sides) === undefined
        ? `nothing tells ${arm} from it in ${label}`
        : `no trace fell to ${emptySide(sides)}`;
  }
}
