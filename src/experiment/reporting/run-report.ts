import type { SessionFailure, Summary } from "../../model/results.js";
import { originInWords } from "../../model/video.js";
import type { Draw } from "../../report/charts/render.js";
import { buildReport, drawObserved } from "../../report/html/build-report.js";
import { VERSION } from "../../version.js";
import { type ComparisonDesign, comparedColumns } from "../comparison/design.js";
import type { Plan } from "../plan.js";
import type { Results } from "../results/results.js";
import { mostChanged } from "./changed-sessions.js";
import { observed, runFacts } from "./report-data.js";
import { timelinesOf } from "./timelines.js";

export type Report = Awaited<ReturnType<typeof buildReport>>;

/**
 * Begins the report of a run that has just ended: most of it can be drawn while the summary is worked out.
 *
 * @param draw draws in another thread
 * @returns completes it
 */
export async function beginReport(
  plan: Plan,
  results: Results,
  design: ComparisonDesign,
  { failures, draw }: { readonly failures: readonly SessionFailure[]; readonly draw: Draw },
): Promise<(summary: Summary) => Promise<Report>> {
  const compared = comparedColumns(results, design);
  const changes = mostChanged(results, design.contrasts, compared[0]);
  const timelines = await timelinesOf(plan, changes);
  const data = observed({ results, compared, changes, timelines });
  const charts = drawObserved(data, draw);
  const run = runFacts(results, {
    version: VERSION,
    videos: plan.videos.map((video) => ({ name: video.name, sizes: originInWords(video) })),
    replicates: plan.replicates,
  });
  return (summary) => buildReport({ ...data, run, summary, failures }, draw, charts);
}
