import { Beacon } from "./beacon.js";
import { Interrupted } from "./interrupted.js";
import { columnsOf, type Plan, seatsOf, sessionCount, unitCount } from "./plan.js";
import { type ResultBlock, ResultTable } from "./result-table.js";
import { createUnitSimulator } from "./simulate-units.js";

export interface RunOptions {
  /** Threads; 1 simulates in this one. The results do not depend on it. */
  readonly jobs: number;
  /** Whether to write down every request, for `segments.csv`. */
  readonly segments: boolean;
  /** Whether to write sessions down as inputs of ITU-T P.1203. Missing: no. */
  readonly p1203?: boolean | undefined;
  /** Called with each block in order of units; the run waits for what it returns. */
  readonly onBlock?: (block: ResultBlock) => Promise<void> | void;
  /** Called when sessions have finished. */
  readonly onProgress?: (finished: number, all: number) => void;
  /**
   * Aborting it ends the run with {@link Interrupted}: at once where there are threads, whatever a policy does; in this
   * thread alone, as soon as it is free.
   */
  readonly signal?: AbortSignal | undefined;
  /** @internal Where threads tell which session they are at ({@link Beacon.memoryFor}); nowhere, if missing. */
  readonly beacons?: SharedArrayBuffer | undefined;
}

/** Sessions below which another thread costs more than it brings. */
const SESSIONS_PER_THREAD = 400;
/** The same where the best plan is looked for too, which takes as long as thousands of sessions. */
const OPTIMA_PER_THREAD = 4;
/** Blocks for each thread: enough that none is idle for long at the end. */
const BLOCKS_PER_THREAD = 16;
const MOST_UNITS_A_BLOCK = 256;
/** Requests whose lines are held as one text. */
const REQUESTS_A_BLOCK = 100_000;

const requestsAUnit = (plan: Plan): number =>
  seatsOf(plan).length * Math.max(...plan.videos.map((video) => video.durations.length));

/**
 * Simulates every session of a plan.
 *
 * @returns the figures of all sessions: the same, to the bit, whatever the number of threads
 */
export async function run(plan: Plan, options: RunOptions): Promise<ResultTable> {
  const units = unitCount(plan);
  const all = sessionCount(plan);
  const perThread = plan.optimum ? OPTIMA_PER_THREAD : SESSIONS_PER_THREAD;
  const jobs = Math.max(1, Math.min(options.jobs, Math.ceil(all / perThread)));
  const fitting = Math.floor(REQUESTS_A_BLOCK / requestsAUnit(plan));
  const even = Math.ceil(units / (jobs * BLOCKS_PER_THREAD));
  const blockUnits = Math.max(1, Math.min(MOST_UNITS_A_BLOCK, even, fitting));
  const table = new ResultTable({ units, seats: seatsOf(plan).length, columns: columnsOf(plan).length });
  let finishedUnits = 0;
  const blocks =
    jobs === 1 ? inThisThread(plan, blockUnits, options) : await inThreads(plan, blockUnits, jobs, options);
  for await (const block of blocks) {
    if (options.signal?.aborted) throw new Interrupted();
    table.add(block);
    await options.onBlock?.(block);
    finishedUnits += block.units;
    options.onProgress?.(Math.round((all * finishedUnits) / units), all);
  }
  return table;
}

async function* inThisThread(
  plan: Plan,
  blockUnits: number,
  { segments, p1203, beacons }: RunOptions,
): AsyncGenerator<ResultBlock> {
  const simulator = await createUnitSimulator(plan, { segments, p1203 }, Beacon.claim(beacons));
  const units = unitCount(plan);
  for (let first = 0; first < units; first += blockUnits) {
    yield simulator.block(first, Math.min(blockUnits, units - first));
    // Lets signals and progress through.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function inThreads(
  plan: Plan,
  blockUnits: number,
  jobs: number,
  { segments, p1203, signal, beacons }: RunOptions,
) {
  // Loaded when there are threads to make: small runs never need it.
  const { blocksFromThreads } = await import("./pool/pool.js");
  return blocksFromThreads({ plan, segments, p1203, beacons, blockUnits, jobs, signal });
}
