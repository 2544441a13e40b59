import { Beacon } from "../../experiment/beacon.js";
import { summarisePlan } from "../../experiment/comparison/summarise-plan.js";
import { additiveModels } from "../../experiment/optimal/columns.js";
import { regretReport } from "../../experiment/optimal/regret-report.js";
import { identityOf, type Plan, seatsOf, unitAt } from "../../experiment/plan.js";
import { planExperiment } from "../../experiment/plan-experiment.js";
import { run } from "../../experiment/run.js";
import type { ScenarioFlags } from "../../experiment/scenario/index.js";
import type { SessionIdentity } from "../../model/session.js";
import type { RegretReport } from "../../report/regret/index.js";
import type { Work } from "../apart/desk.js";
import { nowAndThen } from "../apart/now-and-then.js";

export interface OptimalInput {
  readonly file: string;
  readonly flags: ScenarioFlags;
  readonly jobs: number;
}

export type OptimalNews =
  | {
      readonly kind: "begun";
      readonly scenario: string;
      readonly warnings: readonly string[];
    }
  | { readonly kind: "progress"; readonly finished: number; readonly all: number };

export interface OptimalOutcome {
  readonly report: RegretReport;
  readonly failed: number;
  /** The first of these. */
  readonly failures: readonly { readonly session: SessionIdentity; readonly problem: string }[];
}

/** Simulates a scenario's sessions, and looks for the best that was possible in each. */
export const work: Work<OptimalInput, OptimalNews, OptimalOutcome> = async (
  { file, flags, jobs },
  { tell, beacons },
) => {
  const beacon = Beacon.claim(beacons);
  beacon?.at(`reading ${file}`);
  const planned = await planExperiment(file, { cwd: process.cwd(), flags: { ...flags, optimum: true } });
  beacon?.at("");
  const plan: Plan = { ...planned.plan, telemetry: false };
  const warnings = [...planned.warnings, ...passedOver(plan)];
  tell({ kind: "begun", scenario: plan.scenario, warnings });
  const table = await run(plan, {
    ...{ jobs, segments: false, beacons },
    onProgress: nowAndThen((finished, all) => tell({ kind: "progress", finished, all })),
  });
  const seats = seatsOf(plan);
  return {
    report: regretReport(plan, table, summarisePlan(plan, table)),
    failed: table.failed,
    failures: table.failures.map(({ unit, seat, problem }) => ({
      session: identityOf(plan, seats[seat]!, unitAt(plan, unit)),
      problem,
    })),
  };
};

/** The scenario's models that have no optimum, each with its reason. */
function passedOver({ qoe }: Plan): string[] {
  const compared = additiveModels(qoe).map(({ name }) => name);
  const others = qoe.map(({ name }) => name).filter((name) => !compared.includes(name));
  if (others.length === 0) return [];
  const are = others.length === 1 ? "is left out: it is no sum" : "are left out: they are no sums";
  return [`QoE ${others.join(", ")} ${are} over segments.`];
}
