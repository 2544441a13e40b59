import { sha256Of } from "../inputs/files.js";
import type { MetricColumn, SessionFailure, StatusCounts } from "../model/results.js";
import type { SizeOrigin } from "../model/video.js";
import { VERSION } from "../version.js";
import { columnsOf, type Plan, type Restriction } from "./plan.js";
import { type RecordedArm, recordedArms } from "./results/recorded-arms.js";
import { type Scenario, withAllSettings } from "./scenario/index.js";

/** Of run.json; raised whenever a reader of the old one would misread the new one. */
const SCHEMA_VERSION = 1;

/** What went into a run, by content. */
export interface InputHashes {
  readonly traces: readonly { readonly name: string; readonly format: string; readonly sha256: string }[];
  /** Of CDNs that have a path of their own, by the path that the scenario names them by. */
  readonly cdnTraces?: InputHashes["traces"];
  readonly videos: readonly {
    readonly name: string;
    readonly sizes: SizeOrigin | "partly estimated";
    /** Of the file or files that it was read from. */
    readonly sha256: string;
    /** Of ladder, durations, sizes and quality as they are played. */
    readonly played_sha256: string;
  }[];
  /** `sha256` is of the policy's code with all that it imports, as one module. */
  readonly policies: readonly { readonly arm: string; readonly use: string; readonly sha256: string }[];
  /** Of QoE models of the user's own, likewise; missing if there are none. */
  readonly qoe?: readonly { readonly name: string; readonly use: string; readonly sha256: string }[];
}

/** What is known of a run before it starts. */
export interface RunRecord {
  readonly schema: number;
  readonly abrsim: string;
  /** Two runs of one id are the same run: same scenario, same inputs, same program, wherever its file lies. */
  readonly run_id: string;
  /** The scenario's file, relative to the working folder of the run where it lies in it. */
  readonly scenario_file: string;
  readonly seed: number;
  /** With every default. */
  readonly scenario: Scenario;
  /** To which sessions the run was restricted; empty for all. */
  readonly only: Restriction;
  readonly columns: readonly string[];
  /** Who played what: the rows of sessions.csv by place. */
  readonly arms: readonly RecordedArm[];
  readonly inputs: InputHashes;
}

export function recordRun(
  scenarioFile: string,
  scenario: Scenario,
  only: Restriction,
  plan: Plan,
  inputs: InputHashes,
): RunRecord {
  const facts = {
    schema: SCHEMA_VERSION,
    abrsim: VERSION,
    seed: scenario.seed,
    scenario: withAllSettings(scenario),
    only,
    columns: columnsOf(plan).map((column) => column.name),
    arms: recordedArms(plan),
    inputs,
  };
  return { ...facts, run_id: sha256Of([inOneOrder(facts)]), scenario_file: scenarioFile };
}

/** As JSON with sorted keys: a scenario is the same in whatever order its keys were written, or read from run.json. */
const inOneOrder = (facts: object): string =>
  JSON.stringify(facts, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** What run.json says of a part of a run, so that it can be joined with the others. */
export interface ShardRecord {
  /** As in `--shard`. */
  readonly part: string;
  readonly first_unit: number;
  readonly end_unit: number;
  /** Files of lines, which are cut in pieces as journal.jsonl says. */
  readonly files: readonly string[];
  /** Of each trace in `inputs`. */
  readonly trace_sets: readonly string[];
  readonly metrics: readonly MetricColumn[];
}

/** What is known when a run, or its part, is over. */
export interface RunOutcome {
  /** The version that ran it. */
  readonly node: string;
  /** Missing: the whole run. */
  readonly shard?: ShardRecord;
  /** By arm. */
  readonly counts: Readonly<Record<string, StatusCounts>>;
  readonly failures: readonly SessionFailure[];
}

/** run.json of a run that has finished, or of a part of one. */
export function runJson(record: RunRecord, { node, shard, counts, failures }: RunOutcome): string {
  const { schema, abrsim, run_id, scenario_file, seed, ...rest } = record;
  const part = shard && { shard };
  const file = { schema, abrsim, node, run_id, ...part, scenario_file, seed, ...rest, counts, failures };
  return `${JSON.stringify(file, null, 2)}\n`;
}
