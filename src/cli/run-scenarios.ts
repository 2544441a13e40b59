import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { FolderResult } from "../experiment/results-folder.js";
import { removePartialFiles } from "../report/files.js";
import { TABLES, type TableFormat } from "../report/tables/index.js";
import { apart } from "./apart/apart.js";
import { onStderr, wantsColour } from "./colours.js";
import { EXIT } from "./exit-codes.js";
import { type Progress, progressOnStderr, silentProgress } from "./progress.js";
import type { RunFlags } from "./run-flags.js";
import type { RunNews } from "./work/run.js";

const MOST_FAILURES_SHOWN = 5;
const WIDTH_WITHOUT_TERMINAL = 120;

/** Seconds at one session until the user is told which it is. */
const PATIENCE = 10;

/** Runs scenarios one after the other and returns the exit code. */
export async function runScenarios(files: readonly string[], flags: RunFlags): Promise<number> {
  const jobs = flags.jobs ?? availableParallelism();
  let progress: Progress = flags.quiet ? silentProgress : progressOnStderr("abrsim");
  let writingTo: string | undefined;
  let failed = false;
  const hear = (news: RunNews) => {
    switch (news.kind) {
      case "begun":
        warn(flags, news.warnings);
        writingTo = news.out;
        if (!flags.quiet) progress = progressOnStderr(news.scenario);
        break;
      case "progress":
        progress.update(news.finished, news.all);
        break;
      case "finished":
        progress.stop();
        writingTo = undefined;
        failed ||= news.result.failures.length > 0;
        tellResult(news, flags);
    }
  };
  try {
    const stuck = (at: string) => void progress.busyWith(at, PATIENCE);
    await apart(
      "run",
      { files, flags, jobs },
      { hear, watch: { threads: jobs + 2, patience: PATIENCE, stuck } },
    );
  } catch (error) {
    // A thread that was ended could not.
    if (writingTo !== undefined) await removePartialFiles(writingTo);
    throw error;
  } finally {
    progress.stop();
  }
  return failed ? EXIT.sessionsFailed : EXIT.done;
}

function tellResult({ out, result, seconds }: Extract<RunNews, { kind: "finished" }>, flags: RunFlags): void {
  if (!flags.quiet) process.stdout.write(comparison(result, flags.format));
  const { sessions } = result.summary;
  const results = (flags.report ?? true) ? join(out, "report.html") : out;
  const took = `${sessions} ${sessions === 1 ? "session" : "sessions"} in ${seconds.toFixed(1)} s`;
  say(flags, `${took}. Results: ${results}`);
  warn(flags, result.notes);
  tellFailures(result);
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

function warn(flags: RunFlags, warnings: readonly string[]): void {
  for (const warning of warnings) say(flags, `${onStderr().yellow("warning:")} ${warning}`);
}

function say(flags: RunFlags, line: string): void {
  if (!flags.quiet) process.stderr.write(`${line}\n`);
}
