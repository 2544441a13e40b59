import { availableParallelism } from "node:os";
import { join } from "node:path";
import { InputError } from "../errors.js";
import { checkFolder } from "../experiment/folder-owner.js";
import { type PlannedExperiment, planExperiment, type Restriction } from "../experiment/plan-experiment.js";
import { replayCommand } from "../experiment/replay-command.js";
import { type FolderResult, runIntoFolder } from "../experiment/results-folder.js";
import type { ScenarioFlags } from "../experiment/scenario/index.js";
import { TABLES, type TableFormat } from "../report/tables/index.js";
import { onStderr, wantsColour } from "./colours.js";
import { EXIT } from "./exit-codes.js";
import { type Interrupt, onInterrupt } from "./interrupt.js";
import { progressOnStderr, silentProgress } from "./progress.js";

/** The flags of `abrsim run`, as commander gives them. */
export interface RunFlags extends ScenarioFlags {
  readonly out?: string;
  readonly jobs?: number;
  readonly segments?: boolean;
  readonly format: TableFormat;
  readonly report?: boolean;
  readonly quiet?: boolean;
  readonly force?: boolean;
  readonly onlyPolicy?: string;
  readonly onlyTrace?: string;
  readonly onlyReplicate?: number;
}

/** A scenario that is ready to run, and where its results go. */
interface Job {
  readonly file: string;
  readonly out: string;
  readonly experiment: PlannedExperiment;
}

const MOST_FAILURES_SHOWN = 5;
const WIDTH_WITHOUT_TERMINAL = 120;

/** Runs scenarios one after the other and returns the exit code. */
export async function runScenarios(files: readonly string[], flags: RunFlags): Promise<number> {
  const interrupt = onInterrupt();
  try {
    // All are read, and their folders looked at, before the first is run: a mistake in the last is found at once.
    const jobs = await interrupt.unless(planJobs(files, flags));
    let failed = false;
    for (const job of jobs) failed = (await runJob(job, flags, interrupt)) || failed;
    return failed ? EXIT.sessionsFailed : EXIT.done;
  } finally {
    interrupt.stop();
  }
}

async function planJobs(files: readonly string[], flags: RunFlags): Promise<Job[]> {
  const cwd = process.cwd();
  const only: Restriction = {
    policy: flags.onlyPolicy,
    trace: flags.onlyTrace,
    replicate: flags.onlyReplicate,
  };
  const jobs: Job[] = [];
  for (const file of files) {
    const experiment = await planExperiment(file, { cwd, flags, only });
    const out = flags.out ?? join("reports", experiment.plan.scenario);
    const other = jobs.find((job) => job.out === out);
    if (other) throw sameFolder(out, other.file, file);
    await checkFolder(out, experiment.record.run_id, flags.force ?? false);
    jobs.push({ file, out, experiment });
  }
  return jobs;
}

function sameFolder(out: string, one: string, other: string): InputError {
  return new InputError({
    where: other,
    expected: "a results folder of its own",
    received: `${out}, which is ${one}'s too`,
    hint: "Give the scenarios different names, or run them one by one with --out",
  });
}

/** @returns whether sessions failed */
async function runJob(
  { file, out, experiment }: Job,
  flags: RunFlags,
  interrupt: Interrupt,
): Promise<boolean> {
  const report = flags.report ?? true;
  const { plan, warnings } = experiment;
  for (const warning of warnings) say(flags, `${onStderr().yellow("warning:")} ${warning}`);
  const progress = flags.quiet ? silentProgress : progressOnStderr(plan.scenario);
  const started = Date.now();
  const running = runIntoFolder(experiment, {
    out,
    jobs: flags.jobs ?? availableParallelism(),
    segments: flags.segments ?? false,
    report,
    force: flags.force ?? false,
    node: process.version,
    signal: interrupt.signal,
    onProgress: progress.update,
    replay: (session) => replayCommand({ scenario: file, flags }, session),
  });
  const result = await running.finally(progress.stop);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (!flags.quiet) process.stdout.write(comparison(result, flags.format));
  const { sessions } = result.summary;
  const results = report ? join(out, "report.html") : out;
  say(flags, `${sessions} ${sessions === 1 ? "session" : "sessions"} in ${seconds} s. Results: ${results}`);
  tellFailures(result);
  return result.failures.length > 0;
}

function comparison({ summary }: FolderResult, format: TableFormat): string {
  const { isTTY, columns } = process.stdout;
  const fallback = Number(process.env["COLUMNS"]) || WIDTH_WITHOUT_TERMINAL;
  return TABLES[format](summary, {
    width: isTTY ? columns : fallback,
    colour: wantsColour(process.stdout, process.env),
  });
}

function tellFailures({ failures }: FolderResult): void {
  if (failures.length === 0) return;
  const lines = failures.slice(0, MOST_FAILURES_SHOWN).flatMap(({ session, problem, replay }) => {
    const { policy, trace, video, replicate, seed } = session;
    return [
      `${onStderr().red("failed:")} ${policy} on ${trace}, ${video}, replicate ${replicate}, seed ${seed}: ${problem}`,
      `  replay: ${replay}`,
    ];
  });
  const rest = failures.length - MOST_FAILURES_SHOWN;
  if (rest > 0) lines.push(`  and ${rest} more: see failures in run.json`);
  process.stderr.write(`${lines.join("\n")}\n`);
}

function say(flags: RunFlags, line: string): void {
  if (!flags.quiet) process.stderr.write(`${line}\n`);
}
