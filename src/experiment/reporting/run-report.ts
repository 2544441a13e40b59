import type { SessionFailure, Summary } from "../../model/results.js";
import { originInWords } from "../../model/video.js";
import { buildReport, drawObserved } from "../../report/html/build-report.js";
import { VERSION } from "../../version.js";
import { type ComparisonDesign, comparedColumns } from "../comparison/design.js";
import { openDrawingThread } from "../drawing/drawing-thread.js";
import type { Plan } from "../plan.js";
import type { Results } from "../results/results.js";
import { mostChanged } from "./changed-sessions.js";
import { observed, runFacts } from "./report-data.js";
import { timelinesOf } from "./timelines.js";

export type Report = Awaited<ReturnType<typeof buildReport>>;

/**
 * Begins the report of a run that has just ended: most of it is drawn in another thread, while this one works out the
 * summary.
 *
 * @returns completes it
 */
export async function beginReport(
  plan: Plan,
  results: Results,
  design: ComparisonDesign,
  { failures, jobs }: { readonly failures: readonly SessionFailure[]; readonly jobs: number },
): Promise<(summary: Summary) => Promise<Report>> {
  const thread = openDrawingThread(jobs);
  const compared = comparedColumns(results, design);
  const changes = mostChanged(results, design.contrasts, compared[0]);
  const timelines = await timelinesOf(plan, changes);
  const data = observed({ results, compared, changes, timelines });
  const charts = drawObserved(data, thread.draw);
  const run = runFacts(results, {
    version: VERSION,
    videos: plan.videos.map((video) => ({ name: video.name, sizes: originInWords(video) })),
    replicates: plan.replicates,
  });
  return async (summary) => {
    try {
      return await buildReport({ ...data, run, summary, failures }, thread.draw, charts);
    } finally {
      await thread.close();
    }
  };
}
