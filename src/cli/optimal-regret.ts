import { availableParallelism } from "node:os";
import { refuseNotAdditive } from "../experiment/optimal/check.js";
import type { ScenarioFlags } from "../experiment/scenario/index.js";
import { sessionInWords } from "../experiment/session-in-words.js";
import { REGRET_TABLES, type RegretFormat } from "../report/regret/index.js";
import { apart } from "./apart/apart.js";
import { onStderr } from "./colours.js";
import { EXIT } from "./exit-codes.js";
import { type Progress, progressOnStderr, silentProgress } from "./progress.js";
import { stdoutLook } from "./stdout.js";
import { tellFailed } from "./tell-failed.js";
import { watchOver } from "./watch.js";
import type { OptimalNews } from "./work/optimal.js";

/** The flags of `abrsim optimal`, as commander gives them. */
export interface OptimalFlags extends ScenarioFlags {
  readonly jobs?: number;
  readonly format: RegretFormat;
  readonly quiet?: boolean;
}

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
  const watch = watchOver(jobs, () => progress);
  const working = apart("optimal", { file, flags, jobs }, { hear, watch });
  const { report, failed, failures } = await working.finally(() => progress.stop());
  process.stdout.write(REGRET_TABLES[flags.format](report, stdoutLook()));
  tellFailed(
    failures.map(({ session, problem }) => [`${sessionInWords(session)}: ${problem}`]),
    failed,
  );
  return failed > 0 ? EXIT.sessionsFailed : EXIT.done;
}

function warn(warning: string): void {
  process.stderr.write(`${onStderr().yellow("warning:")} ${warning}\n`);
}
