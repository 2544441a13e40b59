import { InputError } from "../../errors.js";
import type { Bases } from "../../inputs/files.js";
import type { Summary, Timeline } from "../../model/results.js";
import { buildReport } from "../../report/html/build-report.js";
import { type Compared, compareFolders } from "../comparison/compare-folders.js";
import { whereScenarioIs } from "../inspect/scenario-place.js";
import type { Plan } from "../plan.js";
import { planScenario } from "../plan-experiment.js";
import { type RunFile, replicatesOf } from "../results/run-file.js";
import { pathText } from "../scenario/document.js";
import { type Change, mostChanged } from "./changed-sessions.js";
import { reportData, runFacts } from "./report-data.js";
import type { Report } from "./run-report.js";
import { timelinesOf } from "./timelines.js";

export interface RebuiltReport extends Report {
  readonly summary: Summary;
  /** Why there are no timelines; missing if there are. */
  readonly withoutTimelines?: string;
}

/**
 * Builds the report of a results folder anew. Timelines are simulated once more, which needs the scenario's inputs as
 * they were; without them the report has all else.
 *
 * @param scenario the scenario's file, where it is not to be found by what the run says of it
 * @throws InputError when the folder is none
 */
export async function reportOfFolder(folder: string, { cwd, scenario }: ReportPlace): Promise<RebuiltReport> {
  return reportOfRun(await compareFolders([folder], {}), { cwd, scenario });
}

/** Where a report looks for what its run read. */
export interface ReportPlace {
  readonly cwd: string;
  readonly scenario?: string | undefined;
}

/** The report of a run that has been read and summarised. */
export async function reportOfRun(
  { run, results, summary }: Pick<Compared, "run" | "results" | "summary">,
  { cwd, scenario }: ReportPlace,
): Promise<RebuiltReport> {
  const changes = mostChanged(results, summary.contrasts, summary.compared[0]);
  const drawn = await redrawn(run, changes, cwd, scenario);
  const facts = runFacts(results, {
    version: run.abrsim,
    videos: run.inputs.videos,
    replicates: replicatesOf(run),
  });
  const parts = { run: facts, results, summary, changes, failures: run.failures };
  const report = await buildReport(reportData({ ...parts, timelines: drawn.timelines }));
  return { ...report, summary, ...(drawn.problem !== undefined && { withoutTimelines: drawn.problem }) };
}

async function redrawn(
  run: RunFile,
  changes: readonly Change[],
  cwd: string,
  scenario: string | undefined,
): Promise<{ readonly timelines: readonly Timeline[]; readonly problem?: string }> {
  try {
    const plan = await whereScenarioIs({ run, named: scenario, cwd }, (bases) => planAgain(run, bases));
    return { timelines: await timelinesOf(plan, changes) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { timelines: [], problem: error.message };
  }
}

/** @throws InputError when something is not there, or is not what the run read */
async function planAgain(run: RunFile, bases: Bases): Promise<Plan> {
  const where = (key: readonly (string | number)[]) => `${run.path}: ${pathText(["scenario", ...key])}`;
  const { plan, record } = await planScenario(run.path, { scenario: run.scenario, where }, bases, run.only);
  if (record.run_id === run.run_id) return plan;
  throw new InputError({
    where: run.path,
    expected: "the inputs, the policies and the abrsim of the run",
    received: "others",
    hint: "Run the scenario again to draw its sessions",
  });
}
