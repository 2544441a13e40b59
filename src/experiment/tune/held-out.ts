import type { BestCandidate, Conclusion, HeldOutFigures } from "../../report/tune/index.js";
import type { BlockOptions } from "../blocks.js";
import { summarisePlan } from "../comparison/summarise-plan.js";
import { checkThreshold } from "../gate/threshold.js";
import { identityOf, type Plan, seatsOf, unitAt } from "../plan.js";
import { warningsOf } from "../planning/warnings.js";
import { resultsOfPlan } from "../results/results-of-plan.js";
import { run } from "../run.js";
import { sessionInWords } from "../session-in-words.js";
import { turned } from "./intervals.js";
import type { PlannedTuning } from "./plan-tuning.js";

/** The arm as it is beside the best candidate, on traces that the search has not seen. */
function heldOutPlan({ plan, split, objective }: PlannedTuning, best: BestCandidate): Plan {
  const [control, tuned] = [plan.arms[0]!, plan.arms[best.candidate]!];
  return {
    ...plan,
    arms: [control, { ...tuned, name: best.arm.name }],
    traces: split.heldOut.map((place) => plan.traces[place]!),
    compare: { ...plan.compare, control: control.name, metrics: [objective.name] },
  };
}

export interface HeldOut {
  readonly figures: HeldOutFigures;
  readonly conclusion: Conclusion;
  /** What the policy has to say about the options that were found; whole sentences. */
  readonly warnings: readonly string[];
  /** Sessions that failed: which, and why. */
  readonly failures: readonly string[];
}

/** Compares them, once: whoever looks twice at held-out traces has trained on them. */
export async function compareHeldOut(
  planned: PlannedTuning,
  best: BestCandidate,
  options: BlockOptions,
  onProgress: (finished: number) => void,
): Promise<HeldOut> {
  const plan = heldOutPlan(planned, best);
  const table = await run(plan, { ...options, onProgress });
  const results = resultsOfPlan(plan, table);
  const summary = summarisePlan(plan, table);
  const [verdict] = summary.verdicts;
  const { difference, interval } = verdict!.overall;
  const sign = planned.objective.better === "lower" ? -1 : 1;
  const gain = difference === undefined ? undefined : sign * difference + 0;
  const checks = planned.limits.map((limit) => checkThreshold(results, limit));
  const limitsOf = (arm: number) => checks.map((check) => check[arm]!.value ?? null);
  const keeps = (arm: number) => checks.every((check) => check[arm]!.outcome === "pass");
  const seats = seatsOf(plan);
  return {
    figures: {
      ...(gain !== undefined && { gain }),
      ...(interval && { gainInterval: turned(interval, sign) }),
      ...(gain !== undefined && best.gain !== undefined && { optimism: best.gain - gain }),
      limits: { defaults: limitsOf(0), best: limitsOf(1) },
      summary,
    },
    conclusion: concluded(summary.verdicts[0]!, keeps(0), keeps(1)),
    warnings: warningsOf({ ...plan, arms: plan.arms.slice(1) }),
    failures: table.failures.map(
      ({ unit, seat, problem }) =>
        `${sessionInWords(identityOf(plan, seats[seat]!, unitAt(plan, unit)))}: ${problem}`,
    ),
  };
}

type Verdict = HeldOutFigures["summary"]["verdicts"][number];

function concluded({ overall, cautions }: Verdict, defaultsKeep: boolean, tunedKeeps: boolean): Conclusion {
  if (cautions.some(({ kind }) => kind === "sessions lost"))
    return { take: "defaults", because: "loses sessions" };
  if (!tunedKeeps) return { take: "defaults", because: "breaks a limit" };
  if (!defaultsKeep) return { take: "tuned", because: "keeps the limits" };
  if (overall.finding === "better") return { take: "tuned", because: "better" };
  return { take: "defaults", because: "not shown" };
}
