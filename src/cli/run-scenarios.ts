import { availableParallelism } from "node:os";
import { join } from "node:path";
import { apart } from "./apart/apart.js";
import { onStderr } from "./colours.js";
import { EXIT } from "./exit-codes.js";
import { printComparison, tellFailures } from "./print-result.js";
import { type Progress, progressOnStderr, silentProgress } from "./progress.js";
import type { RunFlags } from "./run-flags.js";
import { keepUnfinished } from "./unfinished.js";
import { watchOver } from "./watch.js";
import type { RunNews } from "./work/run.js";

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
        failed ||= news.result.failed > 0;
        tellResult(news, flags);
    }
  };
  try {
    await apart("run", { files, flags, jobs }, { hear, watch: watchOver(jobs, () => progress) });
  } catch (error) {
    throw writingTo === undefined ? error : await keepUnfinished(writingTo, error);
  } finally {
    progress.stop();
  }
  return failed ? EXIT.sessionsFailed : EXIT.done;
}

function tellResult({ out, result, seconds }: Extract<RunNews, { kind: "finished" }>, flags: RunFlags): void {
  const { summary, sessions, before } = result;
  if (summary && !flags.quiet) printComparison(summary, flags.format);
  const took = `${counted(sessions)} in ${seconds.toFixed(1)} s${before > 0 ? `, ${before} of them before` : ""}`;
  if (summary) say(flags, `${took}. Results: ${(flags.report ?? true) ? join(out, "report.html") : out}`);
  else {
    if (!flags.quiet) process.stdout.write(`${out}\n`);
    say(flags, `${took}. When all shards are there: abrsim merge <folders> --out <dir>`);
  }
  warn(flags, result.notes);
  tellFailures(result.failures, result.failed);
}

const counted = (sessions: number): string => `${sessions} ${sessions === 1 ? "session" : "sessions"}`;

function warn(flags: RunFlags, warnings: readonly string[]): void {
  for (const warning of warnings) say(flags, `${onStderr().yellow("warning:")} ${warning}`);
}

function say(flags: RunFlags, line: string): void {
  if (!flags.quiet) process.stderr.write(`${line}\n`);
}
