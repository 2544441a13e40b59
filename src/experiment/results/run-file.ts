import { excerpt, InputError } from "../../errors.js";
import { readTextFile } from "../../inputs/files.js";
import type { SessionFailure, StatusCounts } from "../../model/results.js";
import type { RunRecord, ShardRecord } from "../run-record.js";
import { parseScenario, type Scenario } from "../scenario/index.js";

/** What a results folder says of its run. */
export interface RunFile extends Omit<RunRecord, "columns" | "scenario_file"> {
  /** Where it was read from, for messages. */
  readonly path: string;
  /** The version of Node that ran it. */
  readonly node: string;
  /** How sessions ended, by arm. */
  readonly counts: Readonly<Record<string, StatusCounts>>;
  /** The first sessions that failed. */
  readonly failures: readonly SessionFailure[];
  /** The scenario's file as the user named it; missing in folders that do not say. */
  readonly scenario_file?: string;
  /** Missing: the whole run. */
  readonly shard?: ShardRecord;
}

/** Of run.json, that this reads. */
const SCHEMA = 1;

/** @throws InputError when the folder has no run.json, or one that is not abrsim's */
export async function readRunFile(folder: string): Promise<RunFile> {
  const path = `${folder.replace(/[\\/]+$/, "")}/run.json`;
  const { text } = await readTextFile(path).catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    throw notResults(folder, "no run.json in it");
  });
  const run = parsed(text, folder);
  if (run.schema !== SCHEMA)
    throw new InputError({
      where: path,
      expected: `a run.json of schema ${SCHEMA}`,
      received: `schema ${excerpt(run.schema)}`,
      hint: "Use the version of abrsim that ran it, or run the scenario again",
    });
  if (!Array.isArray(run.arms))
    throw new InputError({
      where: path,
      expected: "a run.json that says who played what",
      received: "one of an earlier abrsim",
      hint: "Run the scenario again",
    });
  return { ...run, path, scenario: scenarioOf(run.scenario, path) };
}

/** Replicates that were run of each combination: a run may have been restricted to one. */
export const replicatesOf = ({ only, scenario }: Pick<RunFile, "only" | "scenario">): number =>
  only.replicate === undefined ? scenario.replicates : 1;

/** The traces that were run: a run may have been restricted to one. */
export const tracesOf = ({ only, inputs }: Pick<RunFile, "only" | "inputs">): RunFile["inputs"]["traces"] =>
  inputs.traces.filter(({ name }) => only.trace === undefined || name === only.trace);

function parsed(text: string, folder: string): RunFile {
  let run: unknown;
  try {
    run = JSON.parse(text);
  } catch {
    throw new InputError({
      where: `${folder}/run.json`,
      expected: "a file as abrsim run wrote it",
      received: "one that is not JSON",
      hint: "It was changed or cut off: run it again, into another folder or with --force",
    });
  }
  const { run_id, scenario, inputs, schema } = (run ?? {}) as Partial<Record<keyof RunFile, unknown>>;
  if (typeof run_id !== "string" || schema === undefined || !isObject(scenario) || !isObject(inputs))
    throw notResults(folder, "a run.json of another program");
  return run as RunFile;
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

/** The scenario as it was resolved, checked as if it had just been written. */
const scenarioOf = (scenario: unknown, path: string): Scenario =>
  parseScenario(JSON.stringify(scenario), path).scenario;

function notResults(folder: string, received: string): InputError {
  return new InputError({
    where: folder,
    expected: "a results folder, as abrsim run writes it",
    received,
    hint: "Name the folder that holds run.json, such as reports/quickstart",
  });
}
