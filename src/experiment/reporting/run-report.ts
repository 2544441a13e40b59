import type { SessionFailure, Summary } from "../../model/results.js";
import { originInWords } from "../../model/video.js";
import { buildReport } from "../../report/html/build-report.js";
import { VERSION } from "../../version.js";
import type { Plan } from "../plan.js";
import type { Results } from "../results/results.js";
import { mostChanged } from "./changed-sessions.js";
import { reportData, runFacts } from "./report-data.js";
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
  const run = runFacts(results, {
    version: VERSION,
    videos: plan.videos.map((video) => ({ name: video.name, sizes: originInWords(video) })),
    replicates: plan.replicates,
  });
  return buildReport(reportData({ run, results, summary, changes, timelines, failures }));
}
