import { availableParallelism } from "node:os";
import { InputError } from "../errors.js";
import type { TuneFlags as DesignFlags } from "../experiment/tune/tune-design.js";
import { removePartialFiles } from "../report/files.js";
import { TUNE_TABLES, type TuneFormat } from "../report/tune/index.js";
import { apart } from "./apart/apart.js";
import { onStderr } from "./colours.js";
import { EXIT } from "./exit-codes.js";
import { type Progress, progressOnStderr, silentProgress } from "./progress.js";
import { stdoutLook } from "./stdout.js";
import { tellFailed } from "./tell-failed.js";
import { watchOver } from "./watch.js";
import type { TuneNews, TuneOutcome } from "./work/tune.js";

/** The flags of `abrsim tune`, as commander gives them. */
export interface TuneFlags extends DesignFlags {
  readonly out?: string;
  readonly jobs?: number;
  readonly shard?: string;
  readonly merge?: readonly string[];
  readonly format: TuneFormat;
  readonly quiet?: boolean;
  readonly force?: boolean;
}

/** Searches the options of a policy, and returns the exit code. */
export async function tunePolicy(file: string, flags: TuneFlags): Promise<number> {
  const { out, shard, merge, quiet, force = false, jobs = availableParallelism() } = flags;
  if (shard !== undefined && merge !== undefined)
    throw new InputError({
      where: "--shard",
      expected: "either --shard, to simulate a part, or --merge, to join the parts",
      received: "both",
    });
  let progress: Progress = quiet ? silentProgress : progressOnStderr("abrsim");
  let writingTo: string | undefined;
  const hear = (news: TuneNews) => {
    if (news.kind === "progress") return progress.update(news.finished, news.all);
    writingTo = news.out;
    if (quiet) return;
    for (const warning of news.warnings) say(`${onStderr().yellow("warning:")} ${warning}`);
    progress = progressOnStderr(news.scenario);
  };
  const watch = watchOver(jobs, () => progress);
  const input = { file, flags, jobs, out, force, shard, merge };
  const outcome = await apart("tune", input, { hear, watch })
    .catch(async (error: unknown) => {
      // A thread that was ended could not.
      if (writingTo !== undefined) await removePartialFiles(writingTo);
      throw error;
    })
    .finally(() => progress.stop());
  return outcome.kind === "shard" ? tellShard(outcome, quiet) : tellReport(outcome, flags);
}

function tellReport(
  { report, out, failures }: Extract<TuneOutcome, { kind: "tuned" }>,
  { quiet, format }: TuneFlags,
): number {
  if (!quiet) process.stdout.write(TUNE_TABLES[format](report, stdoutLook()));
  if (!quiet) say(`Results: ${out}`);
  tellFailed(failures.map((failure) => [failure]));
  return failures.length > 0 ? EXIT.sessionsFailed : EXIT.done;
}

function tellShard(
  { out, shard, sessions, failed }: Extract<TuneOutcome, { kind: "shard" }>,
  quiet: boolean | undefined,
): number {
  const lost = failed > 0 ? `, ${failed} failed` : "";
  const next = "When all are there, with the same flags: --merge <folders>";
  if (!quiet) say(`Shard ${shard}: ${sessions} sessions${lost}. Results: ${out}. ${next}`);
  return failed > 0 ? EXIT.sessionsFailed : EXIT.done;
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
