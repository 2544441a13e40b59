import type { SessionFailure } from "../../model/results.js";
import { folderContents, removeFile, writeFileAtomically } from "../../report/files.js";
import { statusCounts } from "../comparison/status-counts.js";
import { columnsOf, type Plan, seatsByArm } from "../plan.js";
import { type RunFile, readRunFile } from "../results/run-file.js";
import { type RunRecord, runJson, type ShardRecord } from "../run-record.js";
import { type Claim, LINE_FILES } from "../unfinished/claim.js";
import { isAsWritten } from "../unfinished/pieces.js";
import {
  FIGURES,
  type Headers,
  JOURNAL,
  type UnfinishedRun,
  unfinishedIn,
} from "../unfinished/unfinished-run.js";
import { RESULT_FILES } from "./owner.js";

/** The run.json of a folder that holds this shard, finished and as it was written; undefined if it does not. */
export async function finishedShard(
  out: string,
  claim: Claim,
  headers: Headers,
): Promise<RunFile | undefined> {
  if (await unfinishedIn(out)) return undefined;
  const names = (await folderContents(out)) ?? [];
  const files = claim.files.map((name) => LINE_FILES[name]);
  if (![...files, FIGURES, JOURNAL, "run.json"].every((name) => names.includes(name))) return undefined;
  const run = await readRunFile(out);
  const isIt = run.run_id === claim.run_id && run.shard?.part === claim.shard;
  if (!isIt || run.shard?.files.join() !== files.join()) return undefined;
  return (await isAsWritten(out, claim, headers)) ? run : undefined;
}

export interface FinishedShard {
  readonly out: string;
  readonly record: RunRecord;
  readonly plan: Plan;
  readonly claim: Claim;
  readonly run: UnfinishedRun;
  readonly failures: readonly SessionFailure[];
  readonly node: string;
}

/**
 * Makes the folder of a shard: its lines, its figures and the journal that cuts both in pieces, and a run.json that comes
 * last. There is no summary: what a part of a run shows is not what the run shows.
 */
export async function finishShard({
  out,
  record,
  plan,
  claim,
  run,
  failures,
  node,
}: FinishedShard): Promise<void> {
  const arms = seatsByArm(plan).map((seats, arm) => [plan.arms[arm]!.name, statusCounts(run.table, seats)]);
  await removeFile(`${out}/run.json`);
  const written = new Set([...(await run.placeLines()), ...(await run.placeFigures())]);
  for (const name of RESULT_FILES) if (!written.has(name)) await removeFile(`${out}/${name}`);
  const shard: ShardRecord = {
    part: claim.shard!,
    first_unit: claim.firstUnit,
    end_unit: claim.endUnit,
    files: claim.files.map((name) => LINE_FILES[name]),
    trace_sets: plan.traces.map(({ set }) => set),
    metrics: columnsOf(plan),
  };
  await writeFileAtomically(
    `${out}/run.json`,
    runJson(record, { node, shard, counts: Object.fromEntries(arms), failures }),
  );
  await run.remove();
}
