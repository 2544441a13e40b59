import { join } from "node:path";
import { InputError } from "../../errors.js";
import { Beacon } from "../../experiment/beacon.js";
import { exportsNamed } from "../../experiment/exports/names.js";
import { checkForP1203 } from "../../experiment/exports/p1203-check.js";
import { type ResultTableFormat, tablesNamed } from "../../experiment/exports/result-tables.js";
import { checkFolder } from "../../experiment/folder/owner.js";
import { type FolderResult, runIntoFolder } from "../../experiment/folder/run-into-folder.js";
import type { Restriction } from "../../experiment/plan.js";
import { type PlannedExperiment, planExperiment } from "../../experiment/plan-experiment.js";
import { replayCommand } from "../../experiment/replay-command.js";
import { nameOfShard, type Shard, shardGiven } from "../../experiment/shard/index.js";
import type { Desk, Work } from "../apart/desk.js";
import { nowAndThen } from "../apart/now-and-then.js";
import type { RunFlags } from "../run-flags.js";

export interface RunInput {
  readonly files: readonly string[];
  readonly flags: RunFlags;
  readonly jobs: number;
}

export type RunNews =
  /** A scenario is about to be run. */
  | {
      readonly kind: "begun";
      readonly scenario: string;
      /** The results folder. */
      readonly out: string;
      readonly warnings: readonly string[];
      /** As in --shard; missing: the whole run. */
      readonly shard?: string;
    }
  | { readonly kind: "progress"; readonly finished: number; readonly all: number }
  | {
      readonly kind: "finished";
      readonly out: string;
      readonly result: FolderResult;
      readonly seconds: number;
    };

/** A scenario that is ready to run, and where its results go. */
interface Job {
  readonly file: string;
  readonly out: string;
  readonly experiment: PlannedExperiment;
  readonly shard: Shard | undefined;
  readonly tables: readonly ResultTableFormat[] | undefined;
}

/** Runs scenarios one after the other. */
export const work: Work<RunInput, RunNews, void> = async ({ files, flags, jobs }, desk) => {
  const beacon = Beacon.claim(desk.beacons);
  beacon?.at(`reading ${files.join(", ")}`);
  // All are read, and their folders looked at, before the first is run: a mistake in the last is found at once.
  const planned = await plan(files, flags);
  beacon?.at("");
  for (const job of planned) await run(job, flags, jobs, desk);
};

async function plan(files: readonly string[], flags: RunFlags): Promise<Job[]> {
  const cwd = process.cwd();
  const only: Restriction = {
    policy: flags.onlyPolicy,
    trace: flags.onlyTrace,
    replicate: flags.onlyReplicate,
  };
  const exports = flags.export ? exportsNamed(flags.export) : [];
  const shard = flags.shard === undefined ? undefined : shardGiven(flags.shard, "--shard", process.env);
  const tables = flags.tables && tablesNamed(flags.tables);
  if (shard && exports.length > 0) throw exportOfShard();
  if (shard && tables?.includes("parquet")) throw parquetOfShard();
  const jobs: Job[] = [];
  for (const file of files) {
    const planned = await planExperiment(file, { cwd, flags, only });
    const minded = exports.includes("p1203") ? checkForP1203(planned.plan) : [];
    const experiment = { ...planned, warnings: [...planned.warnings, ...minded] };
    const out = flags.out ?? join("reports", folderName(experiment.plan.scenario, shard));
    const other = jobs.find((job) => job.out === out);
    if (other) throw sameFolder(out, other.file, file);
    const owner = { run_id: experiment.record.run_id, shard: shard && nameOfShard(shard) };
    await checkFolder(out, owner, flags.force ?? false);
    jobs.push({ file, out, experiment, shard, tables });
  }
  return jobs;
}

/** Shards of a run are folders side by side. */
const folderName = (scenario: string, shard: Shard | undefined): string =>
  shard ? `${scenario}-${shard.index + 1}-of-${shard.of}` : scenario;

const exportOfShard = (): InputError =>
  new InputError({
    where: "--export",
    expected: "a run that is not cut into shards",
    received: "--shard",
    hint: "What is exported is named in order of all sessions: export from a run of its own",
  });

const parquetOfShard = (): InputError =>
  new InputError({
    where: "--tables",
    expected: "csv with --shard",
    received: "parquet",
    hint: "Shards are joined from CSV: give --tables parquet to abrsim merge",
  });

function sameFolder(out: string, one: string, other: string): InputError {
  return new InputError({
    where: other,
    expected: "a results folder of its own",
    received: `${out}, which is ${one}'s too`,
    hint: "Give the scenarios different names, or run them one by one with --out",
  });
}

async function run(
  { file, out, experiment, shard, tables }: Job,
  flags: RunFlags,
  jobs: number,
  { tell, finishing, beacons }: Desk<RunNews>,
): Promise<void> {
  const { plan, warnings } = experiment;
  tell({
    kind: "begun",
    scenario: plan.scenario,
    out,
    warnings,
    ...(shard && { shard: nameOfShard(shard) }),
  });
  const started = Date.now();
  const result = await runIntoFolder(experiment, {
    out,
    jobs,
    shard,
    segments: flags.segments ?? false,
    ...(tables && { tables }),
    exports: flags.export ? exportsNamed(flags.export) : [],
    report: flags.report ?? true,
    force: flags.force ?? false,
    node: process.version,
    beacons,
    onWriting: finishing,
    onProgress: nowAndThen((finished, all) => tell({ kind: "progress", finished, all })),
    replay: (session) => replayCommand({ scenario: file, flags }, session),
  });
  tell({ kind: "finished", out, result, seconds: (Date.now() - started) / 1000 });
}
