import type { SessionFailure, Summary } from "../../model/results.js";
import { buildReport } from "../../report/html/build-report.js";
import type { RunFacts } from "../../report/html/data.js";
import { VERSION } from "../../version.js";
import type { Plan } from "../plan.js";
import type { Results } from "../results/results.js";
import { mostChanged } from "./changed-sessions.js";
import { reportData } from "./report-data.js";
import { timelinesOf } from "./timelines.js";

export type Report = Awaited<ReturnType<typeof buildReport>>;

/** The report of a run that has just ended. */
export async function runReport(
  plan: Plan,
  results: Results,
  summary: Summary,
  failures: readonly SessionFailure[],
): Promise<Report> {
  const changes = mostChanged(results, summary.contrasts, summary.compared[0]);
  const timelines = await timelinesOf(plan, changes);
  return buildReport(reportData({ run: factsOf(plan), results, summary, changes, timelines, failures }));
}

/** What the head of a report says of a run. */
export function factsOf(plan: Plan): RunFacts {
  return {
    title: plan.scenario,
    seed: plan.seed,
    version: VERSION,
    videos: plan.videos.map((video) => video.name),
    traceSets: [...new Set(plan.traces.map((trace) => trace.set))],
    replicates: plan.replicates,
  };
}
