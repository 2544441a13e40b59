import { availableParallelism } from "node:os";
import { refuseNotAdditive } from "../experiment/optimal/check.js";
import type { ScenarioFlags } from "../experiment/scenario/index.js";
import { REGRET_TABLES, type RegretFormat } from "../report/regret/index.js";
import { apart } from "./apart/apart.js";
import { onStderr } from "./colours.js";
import { EXIT } from "./exit-codes.js";
import { type Progress, progressOnStderr, silentProgress } from "./progress.js";
import { stdoutLook } from "./stdout.js";
import type { OptimalNews, OptimalOutcome } from "./work/optimal.js";

/** The flags of `abrsim optimal`, as commander gives them. */
export interface OptimalFlags extends ScenarioFlags {
  readonly jobs?: number;
  readonly format: RegretFormat;
  readonly quiet?: boolean;
}

const MOST_FAILURES_SHOWN = 5;
/** Seconds at one session until the user is told which it is. */
const PATIENCE = 10;

/** Compares the sessions of a scenario with the best that was possible, and returns the exit code. */
export async function optimalRegret(file: string, flags: OptimalFlags): Promise<number> {
  // A model that was asked for by name is not passed over.
  if (flags.qoe) refuseNotAdditive(flags.qoe, `--qoe ${flags.qoe.join(",")}`);
  const jobs = flags.jobs ?? availableParallelism();
  let progress: Progress = flags.quiet ? silentProgress : progressOnStderr("abrsim");
  const hear = (news: OptimalNews) => {
    if (news.kind === "progress") return progress.update(news.finished, news.all);
    if (flags.quiet) return;
    for (const warning of news.warnings) warn(warning);
    progress = progressOnStderr(news.scenario);
  };
  const stuck = (at: string) => void progress.busyWith(at, PATIENCE);
  const watch = { threads: jobs + 2, patience: PATIENCE, stuck };
  const working = apart("optimal", { file, flags, jobs }, { hear, watch });
  const { report, failures } = await working.finally(() => progress.stop());
  process.stdout.write(REGRET_TABLES[flags.format](report, stdoutLook()));
  tellFailures(failures);
  return failures.length > 0 ? EXIT.sessionsFailed : EXIT.done;
}

function tellFailures(failures: OptimalOutcome["failures"]): void {
  for (const { session, problem } of failures.slice(0, MOST_FAILURES_SHOWN)) {
    const { policy, trace, video, replicate } = session;
    const words = `${policy} on ${trace}, ${video}, replicate ${replicate}`;
    process.stderr.write(`${onStderr().red("failed:")} ${words}: ${problem}\n`);
  }
  const rest = failures.length - MOST_FAILURES_SHOWN;
  if (rest > 0) process.stderr.write(`  and ${rest} more\n`);
}

function warn(warning: string): void {
  process.stderr.write(`${onStderr().yellow("warning:")} ${warning}\n`);
}
