import { InputError } from "../../errors.js";
import type { SessionFailure, Summary } from "../../model/results.js";
import type { SessionIdentity } from "../../model/session.js";
import { lockFolder, removePartialFiles } from "../../report/files.js";
import { segmentsHeader } from "../../report/segments-csv.js";
import { sessionsHeader } from "../../report/sessions-csv.js";
import { blocksOf } from "../blocks.js";
import { designOfPlan } from "../comparison/design.js";
import { drawingThread } from "../drawing/drawing-thread.js";
import type { ExportName } from "../exports/names.js";
import { openP1203Folder, type P1203Folder } from "../exports/p1203-folder.js";
import { type ResultTableFormat, USUAL_TABLES } from "../exports/result-tables.js";
import {
  columnsOf,
  hasClients,
  identityOf,
  type Plan,
  seatsOf,
  sessionsIn,
  unitAt,
  unitCount,
} from "../plan.js";
import type { PlannedExperiment } from "../plan-experiment.js";
import type { beginReport } from "../reporting/run-report.js";
import type { ResultBlock } from "../result-table.js";
import { resultsOfPlan } from "../results/results-of-plan.js";
import { runJson } from "../run-record.js";
import { nameOfShard, type Shard, unitsOfShard } from "../shard/index.js";
import type { Claim, LineFile } from "../unfinished/claim.js";
import { removeUnfinished, UnfinishedRun } from "../unfinished/unfinished-run.js";
import { checkFolder } from "./owner.js";
import { readFigures } from "./read-figures.js";
import { finishedShard, finishShard } from "./shard-folder.js";
import { finishWhole } from "./whole-folder.js";

export interface FolderOptions {
  /** The results folder; made if need be. */
  readonly out: string;
  readonly jobs: number;
  /** Which part of the run; missing: all of it. */
  readonly shard?: Shard | undefined;
  /** Whether to write `segments.csv`. */
  readonly segments: boolean;
  /** What to write sessions and segments as; missing: CSV. sessions.csv is always there. */
  readonly tables?: readonly ResultTableFormat[];
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
  /** Called first with what an earlier process has finished. */
  readonly onProgress?: (finished: number, all: number) => void;
  /** Told when the folder's files are being replaced, and when that is over. */
  readonly onWriting?: (on: boolean) => void;
  /** @internal Where threads tell which session they are at (`Beacon.memoryFor`); nowhere, if missing. */
  readonly beacons?: SharedArrayBuffer;
  /** The command that runs a session again. */
  readonly replay: (session: SessionIdentity) => string;
}

export interface FolderResult {
  /** Missing of a shard, which shows nothing yet. */
  readonly summary?: Summary;
  /** That were simulated, in this process or before. */
  readonly sessions: number;
  /** Of these, how many an earlier process had finished. */
  readonly before: number;
  /** What is to be minded of the files; whole sentences. */
  readonly notes: readonly string[];
  /** How many sessions failed. */
  readonly failed: number;
  /** The first of these ({@link FAILURES_TOLD}). */
  readonly failures: readonly SessionFailure[];
}

/** To get ready to draw takes as long as to simulate these, and is done meanwhile; of a long run it is not worth its memory. */
const FEW_SESSIONS = 5000;

/**
 * Runs an experiment, or a shard of one, and writes its results folder. Until all is simulated, what was in the folder
 * stays. What is finished is kept whatever happens, and the same call goes on from there; only where the run itself
 * cannot be completed, nothing of it is left.
 *
 * @throws InputError when the folder belongs to another run, another process writes to it, or the disk refuses
 */
export async function runIntoFolder(
  experiment: PlannedExperiment,
  options: FolderOptions,
): Promise<FolderResult> {
  const { plan, record } = experiment;
  const { out, shard } = options;
  const owner = { run_id: record.run_id, shard: shard && nameOfShard(shard) };
  await checkFolder(out, owner, options.force);
  const lock = await lockFolder(out);
  const drawing = drawingThread(options.jobs);
  try {
    await removePartialFiles(out);
    const claim = claimOf(plan, owner, options);
    const sessions = sessionsIn(plan, { first: claim.firstUnit, end: claim.endUnit });
    // Whoever submits a whole array of tasks again means those that have failed.
    const done = shard && !options.force && (await finishedShard(out, claim, headersOf(plan)));
    if (done) {
      const failed = Object.values(done.counts).reduce((sum, counts) => sum + counts.failed, 0);
      return { sessions, before: sessions, failed, failures: done.failures, notes: [] };
    }
    const p1203 = options.exports?.includes("p1203") ? await openP1203Folder(out, plan) : undefined;
    // Its files are named in order of all sessions, so it cannot be gone on with.
    if (p1203) await removeUnfinished(out);
    const run = await UnfinishedRun.open(out, claim, headersOf(plan));
    if (options.report && !shard && sessions <= FEW_SESSIONS) drawing.start();
    try {
      const before = sessionsIn(plan, { first: claim.firstUnit, end: run.nextUnit });
      await simulate(experiment, run, claim, options, p1203);
      const failures = failuresOf(plan, run, options.replay);
      const { failed } = run.table;
      const { node } = options;
      if (shard) {
        options.onWriting?.(true);
        await finishShard({ out, record, plan, claim, run, failures, node });
        options.onWriting?.(false);
        return { sessions, before, failed, failures, notes: [] };
      }
      const results = resultsOfPlan(plan, run.table);
      const design = designOfPlan(plan);
      const finished = await finishWhole({
        ...{ out, run, results, design, p1203, onWriting: options.onWriting },
        figures: () => readFigures(results, design, run, options.jobs),
        runId: record.run_id,
        tables: options.tables ?? USUAL_TABLES,
        runJson: (counts) => runJson(record, { node, counts, failures }),
        ...(options.report && {
          draw: () => reportOf(plan, results, design, { failures, draw: drawing.draw }),
        }),
      });
      return { ...finished, sessions, before, failed, failures };
    } catch (error) {
      await p1203?.discard();
      if (!(error instanceof Hopeless)) throw await run.leaveFor(error);
      await run.remove();
      throw error.reason;
    }
  } finally {
    await drawing.close();
    await lock.release();
  }
}

/** It is loaded where it is wanted: nothing else takes so long to load. */
async function reportOf(...parts: Parameters<typeof beginReport>): ReturnType<typeof beginReport> {
  return (await import("../reporting/run-report.js")).beginReport(...parts);
}

function claimOf(
  plan: Plan,
  owner: { run_id: string; shard: string | undefined },
  options: FolderOptions,
): Claim {
  const { shard, segments } = options;
  const { first, end } = shard ? unitsOfShard(plan, shard) : { first: 0, end: unitCount(plan) };
  const files: readonly LineFile[] = [
    "sessions",
    ...(segments ? (["segments"] as const) : []),
    ...(plan.telemetry ? (["telemetry"] as const) : []),
  ];
  return {
    layout: 1,
    run_id: owner.run_id,
    ...(owner.shard !== undefined && { shard: owner.shard }),
    ...{ units: end - first, seats: seatsOf(plan).length, columns: columnsOf(plan).length },
    ...{ firstUnit: first, endUnit: end, files },
  };
}

const headersOf = (plan: Plan): Readonly<Record<LineFile, string>> => ({
  sessions: sessionsHeader(columnsOf(plan), hasClients(plan)),
  segments: segmentsHeader(hasClients(plan)),
  telemetry: "",
});

/** Simulates what is not finished yet. */
async function simulate(
  { plan }: PlannedExperiment,
  run: UnfinishedRun,
  { firstUnit, endUnit, files }: Claim,
  { jobs, signal, beacons, onProgress }: FolderOptions,
  p1203: P1203Folder | undefined,
): Promise<void> {
  const all = sessionsIn(plan, { first: firstUnit, end: endUnit });
  const tell = () => onProgress?.(sessionsIn(plan, { first: firstUnit, end: run.nextUnit }), all);
  if (run.nextUnit > firstUnit) tell();
  const written = { sessions: true, segments: files.includes("segments"), p1203: p1203 !== undefined };
  const range = { first: run.nextUnit, end: endUnit };
  for await (const block of orHopeless(blocksOf(plan, range, { jobs, ...written, signal, beacons }))) {
    await p1203?.add(block.p1203);
    await run.add(block);
    tell();
  }
}

/** What the run itself makes impossible comes back however often it is tried: nothing is worth keeping then. */
class Hopeless extends Error {
  readonly reason: InputError;

  constructor(reason: InputError) {
    super(reason.message);
    this.reason = reason;
  }
}

async function* orHopeless(blocks: AsyncIterable<ResultBlock>): AsyncGenerator<ResultBlock> {
  try {
    yield* blocks;
  } catch (error) {
    throw error instanceof InputError ? new Hopeless(error) : error;
  }
}

function failuresOf(plan: Plan, { table }: UnfinishedRun, replay: FolderOptions["replay"]): SessionFailure[] {
  const seats = seatsOf(plan);
  return table.failures.map(({ unit, seat, problem }): SessionFailure => {
    const session = identityOf(plan, seats[seat]!, unitAt(plan, unit));
    return { session, problem, replay: replay(session) };
  });
}
