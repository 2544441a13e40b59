import { Beacon } from "../../experiment/beacon.js";
import { nameOfShard, shardGiven } from "../../experiment/shard/index.js";
import { checkTuneFolder, writeTuneFolder } from "../../experiment/tune/folder.js";
import { type PlannedTuning, planTuning } from "../../experiment/tune/plan-tuning.js";
import { figuresOfShards, refuseRounds, runShard } from "../../experiment/tune/shard.js";
import { tune } from "../../experiment/tune/tune.js";
import type { TuneFlags } from "../../experiment/tune/tune-design.js";
import type { TuneReport } from "../../report/tune/index.js";
import type { Desk, Work } from "../apart/desk.js";
import { nowAndThen } from "../apart/now-and-then.js";

export interface TuneInput {
  readonly file: string;
  readonly flags: TuneFlags;
  readonly jobs: number;
  /** Missing: by the scenario's name. */
  readonly out?: string | undefined;
  readonly force: boolean;
  /** As in `--shard`: simulate only that part. */
  readonly shard?: string | undefined;
  /** Folders of shards: simulate none of the search, but read them. */
  readonly merge?: readonly string[] | undefined;
}

export type TuneNews =
  | {
      readonly kind: "begun";
      readonly scenario: string;
      readonly out: string;
      readonly warnings: readonly string[];
    }
  | { readonly kind: "progress"; readonly finished: number; readonly all: number };

export type TuneOutcome =
  | {
      readonly kind: "tuned";
      readonly out: string;
      readonly report: TuneReport;
      /** Sessions that failed: which, and why. */
      readonly failures: readonly string[];
    }
  | {
      readonly kind: "shard";
      readonly out: string;
      readonly shard: string;
      readonly sessions: number;
      readonly failed: number;
    };

/** Searches a policy's options, or does a part of that. */
export const work: Work<TuneInput, TuneNews, TuneOutcome> = async (input, desk) => {
  const { file, flags, force, merge } = input;
  const beacon = Beacon.claim(desk.beacons);
  beacon?.at(`reading ${file}`);
  const planned = await planTuning(file, { cwd: process.cwd(), flags });
  beacon?.at("");
  if (input.shard !== undefined) return shardOf(planned, input, input.shard, desk);

  const out = input.out ?? `reports/${planned.plan.scenario}-tune`;
  if (merge) refuseRounds(planned, "--merge");
  await checkTuneFolder(out, { id: planned.id }, force);
  desk.tell({ kind: "begun", scenario: planned.plan.scenario, out, warnings: planned.warnings });
  const { report, failures } = await tune(planned, {
    ...{ jobs: input.jobs, beacons: desk.beacons, node: process.version },
    figures: merge && (await figuresOfShards(planned, merge)),
    onProgress: nowAndThen((finished, all) => desk.tell({ kind: "progress", finished, all })),
  });
  desk.finishing(true);
  await writeTuneFolder(out, report);
  desk.finishing(false);
  return { kind: "tuned", out, report, failures };
};

async function shardOf(
  planned: PlannedTuning,
  input: TuneInput,
  text: string,
  { tell, finishing, beacons }: Desk<TuneNews>,
): Promise<TuneOutcome> {
  refuseRounds(planned, `--shard ${text}`);
  const shard = shardGiven(text, "--shard", process.env);
  const name = nameOfShard(shard);
  const out = input.out ?? `reports/${planned.plan.scenario}-tune-shard-${name.replace("/", "-of-")}`;
  tell({ kind: "begun", scenario: planned.plan.scenario, out, warnings: planned.warnings });
  const { sessions, failures } = await runShard(planned, shard, {
    ...{ jobs: input.jobs, beacons, out, force: input.force },
    onProgress: nowAndThen((finished, all) => tell({ kind: "progress", finished, all })),
    onWriting: () => finishing(true),
  });
  finishing(false);
  return { kind: "shard", out, shard: name, sessions, failed: failures.length };
}
