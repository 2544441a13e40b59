import { InputError } from "../errors.js";
import { describeThrown } from "../model/policy-problems.js";
import type { SessionFailure, SessionRow, Summary } from "../model/results.js";
import type { SessionIdentity } from "../model/session.js";
import {
  type LineWriter,
  makeFolder,
  openLineWriter,
  removeFile,
  removePartialFiles,
  writeFileAtomically,
} from "../report/files.js";
import { segmentsHeader } from "../report/segments-csv.js";
import { sessionLine, sessionsHeader } from "../report/sessions-csv.js";
import { designOfPlan } from "./comparison/design.js";
import { summarise } from "./comparison/summarise.js";
import type { ExportName } from "./exports/names.js";
import { openP1203Folder, removeP1203Folder } from "./exports/p1203-folder.js";
import { checkFolder, RESULT_FILES } from "./folder-owner.js";
import { Interrupted } from "./interrupted.js";
import { columnsOf, hasClients, identityOf, type Plan, seatsOf, unitAt } from "./plan.js";
import type { PlannedExperiment } from "./plan-experiment.js";
import type { Report, runReport } from "./reporting/run-report.js";
import { writeReport } from "./reporting/write-report.js";
import { type ResultBlock, SESSION_STATUSES } from "./result-table.js";
import { resultsOfPlan } from "./results/results-of-plan.js";
import { run } from "./run.js";
import { runJson } from "./run-record.js";

export interface FolderOptions {
  /** The results folder; made if need be. */
  readonly out: string;
  readonly jobs: number;
  /** Whether to write `segments.csv`. */
  readonly segments: boolean;
  /** What to write sessions as for other programs; missing: nothing. */
  readonly exports?: readonly ExportName[];
  /** Whether to write `report.html` and `charts/`. */
  readonly report: boolean;
  /** Whether results of another run may be replaced. */
  readonly force: boolean;
  /** The version of Node, for run.json. */
  readonly node: string;
  /** Aborting it ends the run with {@link Interrupted}. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (finished: number, all: number) => void;
  /** Called when all is simulated, before the folder's files are replaced. */
  readonly onWriting?: () => void;
  /** @internal Where threads tell which session they are at (`Beacon.memoryFor`); nowhere, if missing. */
  readonly beacons?: SharedArrayBuffer;
  /** The command that runs a session again. */
  readonly replay: (session: SessionIdentity) => string;
}

export interface FolderResult {
  readonly summary: Summary;
  /** What is to be minded of the files; whole sentences. */
  readonly notes: readonly string[];
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
  const { out, jobs, segments, report, onProgress, signal, beacons } = options;
  await checkFolder(out, record.run_id, options.force);
  await makeFolder(out);
  await removePartialFiles(out);
  const columns = columnsOf(plan);
  const sessionsCsv = await openLineWriter(`${out}/sessions.csv`);
  const clients = hasClients(plan);
  const telemetry = plan.telemetry ? await openLineWriter(`${out}/telemetry.jsonl`) : undefined;
  const segmentsCsv = segments ? await openLineWriter(`${out}/segments.csv`) : undefined;
  const p1203 = options.exports?.includes("p1203") ? await openP1203Folder(out, plan) : undefined;
  try {
    await sessionsCsv.write(sessionsHeader(columns, clients));
    await segmentsCsv?.write(segmentsHeader(clients));
    const onBlock = async (block: ResultBlock) => {
      await writeBlock(plan, block, columns.length, sessionsCsv);
      await segmentsCsv?.write(block.segmentLines);
      await telemetry?.write(block.telemetryLines);
      await p1203?.add(block.p1203);
    };
    const table = await run(plan, {
      ...{ jobs, segments, p1203: p1203 !== undefined, signal, beacons, onBlock },
      ...(onProgress && { onProgress }),
    });
    const results = resultsOfPlan(plan, table);
    const summary = summarise(results, designOfPlan(plan));
    const seats = seatsOf(plan);
    const failures = table.failures.map(({ unit, seat, problem }): SessionFailure => {
      const session = identityOf(plan, seats[seat]!, unitAt(plan, unit));
      return { session, problem, replay: options.replay(session) };
    });
    const { built, problem } = report ? await drawn(plan, results, summary, failures) : {};
    if (signal?.aborted) throw new Interrupted();

    options.onWriting?.();
    // A folder without a run.json is not whole: the old one goes first, the new one comes last.
    await removeFile(`${out}/run.json`);
    await sessionsCsv.close();
    await segmentsCsv?.close();
    await telemetry?.close();
    const nothingShown = await p1203?.close();
    await writeFileAtomically(`${out}/summary.json`, `${JSON.stringify(summary, null, 2)}\n`);
    const written = await writeReport(out, built);
    const lineFiles = [
      ...["sessions.csv", "summary.json"],
      ...(segments ? ["segments.csv"] : []),
      ...(telemetry ? ["telemetry.jsonl"] : []),
    ];
    await removeStale(out, new Set([...written, ...lineFiles]));
    if (!p1203) await removeP1203Folder(out);
    await writeFileAtomically(`${out}/run.json`, runJson(record, { node: options.node, summary, failures }));
    const notes = [...(nothingShown ? [withoutInput(nothingShown)] : []), ...(problem ? [problem] : [])];
    return { summary, failures, notes };
  } catch (error) {
    await sessionsCsv.discard();
    await segmentsCsv?.discard();
    await telemetry?.discard();
    await p1203?.discard();
    throw error;
  }
}

/**
 * The report, or why there is none: a drawing that fails is a fault of ours, and no reason to lose what was simulated. It
 * is loaded where it is wanted: nothing else takes so long to load.
 */
async function drawn(
  ...parts: Parameters<typeof runReport>
): Promise<{ readonly built?: Report; readonly problem?: string }> {
  try {
    return { built: await (await import("./reporting/run-report.js")).runReport(...parts) };
  } catch (error) {
    if (error instanceof InputError) throw error;
    return {
      problem: `The report could not be drawn (${describeThrown(error)}); please report it. All else is written`,
    };
  }
}

const withoutInput = (sessions: number): string =>
  `P.1203: nothing was shown in ${sessions === 1 ? "1 session, which has" : `${sessions} sessions, which have`} no input.`;

/** Removes what an earlier run left and this one did not write. */
async function removeStale(out: string, written: ReadonlySet<string>): Promise<void> {
  for (const name of RESULT_FILES) if (!written.has(name)) await removeFile(`${out}/${name}`);
}

async function writeBlock(plan: Plan, block: ResultBlock, columns: number, file: LineWriter): Promise<void> {
  const seats = seatsOf(plan);
  const clients = hasClients(plan);
  for (let session = 0; session < block.statuses.length; session++) {
    const status = SESSION_STATUSES[block.statuses[session]!];
    if (status === undefined) continue;
    const unit = unitAt(plan, block.firstUnit + Math.floor(session / seats.length));
    const row: SessionRow = {
      identity: identityOf(plan, seats[session % seats.length]!, unit),
      status,
      values: Array.from(block.values.subarray(session * columns, (session + 1) * columns), (value) =>
        Number.isNaN(value) ? undefined : value,
      ),
    };
    const taken = file.write(sessionLine(row, clients));
    if (taken) await taken;
  }
}
