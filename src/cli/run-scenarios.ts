import { availableParallelism } from "node:os";
import { join } from "node:path";
import pc from "picocolors";
import { planExperiment } from "../experiment/plan-experiment.js";
import { replayCommand } from "../experiment/replay-command.js";
import { type FolderResult, runIntoFolder } from "../experiment/results-folder.js";
import type { ScenarioFlags } from "../experiment/scenario/index.js";
import { TABLES, type TableFormat } from "../report/tables/index.js";
import { EXIT } from "./exit-codes.js";
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
}

const MOST_FAILURES_SHOWN = 5;
const WIDTH_WITHOUT_TERMINAL = 120;

/** Runs scenarios one after the other and returns the exit code. */
export async function runScenarios(files: readonly string[], flags: RunFlags): Promise<number> {
  const cwd = process.cwd();
  const report = flags.report ?? true;
  // All are read before the first is run: a mistake in the last is found at once.
  const experiments = [];
  for (const file of files) experiments.push({ file, ...(await planExperiment(file, { cwd, flags })) });

  const interrupt = new AbortController();
  process.once("SIGINT", () => interrupt.abort());
  let code: number = EXIT.done;
  for (const experiment of experiments) {
    const { plan, warnings, file } = experiment;
    const out = flags.out ?? join("reports", plan.scenario);
    for (const warning of warnings) say(flags, `${pc.yellow("warning:")} ${warning}`);
    const progress = flags.quiet ? silentProgress : progressOnStderr(plan.scenario);
    const started = Date.now();
    const result = await runIntoFolder(experiment, {
      out,
      jobs: flags.jobs ?? availableParallelism(),
      segments: flags.segments ?? false,
      report,
      force: flags.force ?? false,
      node: process.version,
      signal: interrupt.signal,
      onProgress: progress.update,
      replay: (session) => replayCommand({ scenario: file, flags, ...session }),
    }).finally(progress.stop);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    if (!flags.quiet) process.stdout.write(comparison(result, flags.format));
    const { sessions } = result.summary;
    say(flags, `${sessions} sessions in ${seconds} s. Results: ${report ? join(out, "report.html") : out}`);
    if (result.failures.length > 0) {
      tellFailures(result);
      code = EXIT.sessionsFailed;
    }
  }
  return code;
}

function comparison({ summary }: FolderResult, format: TableFormat): string {
  const { isTTY, columns } = process.stdout;
  return TABLES[format](summary, {
    width: isTTY ? columns : WIDTH_WITHOUT_TERMINAL,
    colour: isTTY && pc.isColorSupported,
  });
}

function tellFailures({ failures }: FolderResult): void {
  const lines = failures.slice(0, MOST_FAILURES_SHOWN).flatMap(({ session, problem, replay }) => {
    const { policy, trace, video, replicate, seed } = session;
    return [
      `${pc.red("failed:")} ${policy} on ${trace}, ${video}, replicate ${replicate}, seed ${seed}: ${problem}`,
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
