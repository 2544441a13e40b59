import { InputError } from "../errors.js";
import { listFolder, readTextFile } from "../inputs/files.js";
import type { SessionFailure, SessionRow, Summary } from "../model/results.js";
import {
  type LineWriter,
  makeFolder,
  openLineWriter,
  removeFile,
  removeFolder,
  removePartialFiles,
  writeFileAtomically,
} from "../report/files.js";
import { buildReport } from "../report/html/build-report.js";
import { segmentsHeader } from "../report/segments-csv.js";
import { sessionLine, sessionsHeader } from "../report/sessions-csv.js";
import { Interrupted } from "./interrupted.js";
import { columnsOf, identityOf, type Plan, unitAt } from "./plan.js";
import type { PlannedExperiment } from "./plan-experiment.js";
import { reportData } from "./report-data.js";
import { type ResultBlock, SESSION_STATUSES } from "./result-table.js";
import { run } from "./run.js";
import { runJson } from "./run-record.js";
import { summarise } from "./summarise.js";

/** Everything that a run may leave in its folder. Nothing else there is ever touched. */
const FILES = ["sessions.csv", "segments.csv", "summary.json", "run.json", "report.html"];
const CHARTS = "charts";

export interface FolderOptions {
  /** The results folder; made if need be. */
  readonly out: string;
  readonly jobs: number;
  /** Whether to write `segments.csv`. */
  readonly segments: boolean;
  /** Whether to write `report.html` and `charts/`. */
  readonly report: boolean;
  /** Whether results of another run may be replaced. */
  readonly force: boolean;
  /** The version of Node, for run.json. */
  readonly node: string;
  /** Aborting it ends the run with {@link Interrupted}. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (finished: number, all: number) => void;
  /** The command that runs a session again. */
  readonly replay: (session: { arm: string; tracePath: string; replicate: number }) => string;
}

export interface FolderResult {
  readonly summary: Summary;
  readonly failures: readonly SessionFailure[];
}

/**
 * Runs an experiment and writes its results folder. Until all is simulated, what was in the folder stays; if
 * anything fails, nothing of this run is left.
 *
 * @throws InputError when the folder belongs to another run, or the disk refuses
 */
export async function runIntoFolder(
  experiment: PlannedExperiment,
  options: FolderOptions,
): Promise<FolderResult> {
  const { plan, record } = experiment;
  const { out, jobs, segments, report, onProgress } = options;
  await checkFolder(out, record.run_id, options.force);
  await makeFolder(out);
  await removePartialFiles(out);
  const columns = columnsOf(plan);
  const sessionsCsv = await openLineWriter(`${out}/sessions.csv`);
  const segmentsCsv = segments ? await openLineWriter(`${out}/segments.csv`) : undefined;
  try {
    await sessionsCsv.write(sessionsHeader(columns));
    await segmentsCsv?.write(segmentsHeader());
    const onBlock = async (block: ResultBlock) => {
      if (options.signal?.aborted) throw new Interrupted();
      await writeBlock(plan, block, columns.length, sessionsCsv);
      await segmentsCsv?.write(block.segmentLines);
    };
    const table = await run(plan, { jobs, segments, onBlock, ...(onProgress && { onProgress }) });
    const summary = summarise(plan, table);
    const failures = table.failures.map(({ unit, arm, problem }): SessionFailure => {
      const session = identityOf(plan, arm, unitAt(plan, unit));
      const tracePath = experiment.tracePaths[unitAt(plan, unit).trace]!;
      const replay = options.replay({ arm: session.policy, tracePath, replicate: session.replicate });
      return { session, problem, replay };
    });
    const built = report ? await buildReport(await reportData(plan, table, summary, failures)) : undefined;

    for (const name of FILES) await removeFile(`${out}/${name}`);
    await removeFolder(`${out}/${CHARTS}`);
    await sessionsCsv.close();
    await segmentsCsv?.close();
    await writeFileAtomically(`${out}/summary.json`, `${JSON.stringify(summary, null, 2)}\n`);
    for (const chart of built?.charts ?? []) {
      await writeFileAtomically(`${out}/${CHARTS}/${chart.name}.vl.json`, `${JSON.stringify(chart.spec)}\n`);
      await writeFileAtomically(`${out}/${CHARTS}/${chart.name}.svg`, chart.svg);
    }
    if (built) await writeFileAtomically(`${out}/report.html`, built.html);
    // Last: a folder with a run.json is a whole one.
    await writeFileAtomically(`${out}/run.json`, runJson(record, { node: options.node, summary, failures }));
    return { summary, failures };
  } catch (error) {
    await sessionsCsv.discard();
    await segmentsCsv?.discard();
    throw error;
  }
}

/** Refuses a folder that holds anything but a run of the same id. */
async function checkFolder(out: string, runId: string, force: boolean): Promise<void> {
  if (force) return;
  const names = await listFolder(out);
  if (names === undefined || names.every((name) => name.startsWith("."))) return;
  const found = names.includes("run.json") ? await runIdIn(`${out}/run.json`) : undefined;
  if (found === runId) return;
  throw new InputError({
    where: out,
    expected: "a new or empty folder, or one of the same run",
    received: names.includes("run.json") ? "the results of another run" : "a folder with other files",
    hint: "Choose another folder with --out, or replace the results in it with --force",
  });
}

async function runIdIn(path: string): Promise<unknown> {
  const { text } = await readTextFile(path);
  try {
    return (JSON.parse(text) as { run_id?: unknown }).run_id;
  } catch {
    return undefined; // Not one of ours, and so another's.
  }
}

async function writeBlock(plan: Plan, block: ResultBlock, columns: number, file: LineWriter): Promise<void> {
  const arms = plan.arms.length;
  for (let session = 0; session < block.statuses.length; session++) {
    const status = SESSION_STATUSES[block.statuses[session]!];
    if (status === undefined) continue;
    const unit = unitAt(plan, block.firstUnit + Math.floor(session / arms));
    const row: SessionRow = {
      identity: identityOf(plan, session % arms, unit),
      status,
      values: Array.from(block.values.subarray(session * columns, (session + 1) * columns), (value) =>
        Number.isNaN(value) ? undefined : value,
      ),
    };
    const taken = file.write(sessionLine(row));
    if (taken) await taken;
  }
}
