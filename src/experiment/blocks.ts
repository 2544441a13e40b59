import { Beacon } from "./beacon.js";
import type { WrittenDown } from "./block-builder.js";
import { Interrupted } from "./interrupted.js";
import { type Plan, seatsOf, sessionsIn, type UnitRange, unitCount } from "./plan.js";
import type { ResultBlock } from "./result-table.js";
import { createUnitSimulator } from "./simulate-units.js";

export interface BlockOptions extends WrittenDown {
  /** Threads; 1 simulates in this one. The blocks do not depend on it. */
  readonly jobs: number;
  /**
   * Aborting it ends the simulation with {@link Interrupted}: at once where there are threads, whatever a policy does;
   * in this thread alone, as soon as it is free.
   */
  readonly signal?: AbortSignal | undefined;
  /** @internal Where threads tell which session they are at ({@link Beacon.memoryFor}); nowhere, if missing. */
  readonly beacons?: SharedArrayBuffer | undefined;
}

/** Sessions below which another thread costs more than it brings. */
const SESSIONS_PER_THREAD = 400;
/** The same where the best plan is looked for too, which takes as long as thousands of sessions. */
const OPTIMA_PER_THREAD = 4;
/** Blocks of a run: enough that no thread is idle for long at the end. */
const BLOCKS = 64;
const MOST_UNITS_A_BLOCK = 512;
/** Requests whose lines are held as one text. */
const REQUESTS_A_BLOCK = 100_000;

/**
 * Simulates units of a plan, block by block, in order of units.
 *
 * @throws InputError when a QoE model of the user's own has no sensible score
 * @throws Interrupted when the signal is aborted
 */
export async function* blocksOf(
  plan: Plan,
  range: UnitRange,
  options: BlockOptions,
): AsyncGenerator<ResultBlock> {
  const { sessions, segments, p1203, signal, beacons } = options;
  const written = { sessions, segments, p1203 };
  const jobs = jobsFor(plan, range, options.jobs);
  const blockUnits = blockSize(plan);
  const common = { range, blockUnits, beacons, signal };
  // The pool is loaded when there are threads to make: small runs never need it.
  const blocks =
    jobs === 1
      ? inThisThread(plan, written, common)
      : (await import("./pool/session-pool.js")).blocksFromThreads({ plan, written, jobs, ...common });
  for await (const block of blocks) {
    if (signal?.aborted) throw new Interrupted();
    yield block;
  }
}

function jobsFor(plan: Plan, range: UnitRange, most: number): number {
  const perThread = plan.optimum ? OPTIMA_PER_THREAD : SESSIONS_PER_THREAD;
  return Math.max(1, Math.min(most, Math.ceil(sessionsIn(plan, range) / perThread)));
}

/** A matter of the plan alone: a shard that is run again, on another machine, comes in the same pieces. */
function blockSize(plan: Plan): number {
  const requestsAUnit =
    seatsOf(plan).length * Math.max(...plan.videos.map((video) => video.durations.length));
  const fitting = Math.floor(REQUESTS_A_BLOCK / requestsAUnit);
  const even = Math.ceil(unitCount(plan) / BLOCKS);
  return Math.max(1, Math.min(MOST_UNITS_A_BLOCK, even, fitting));
}

interface Common extends Pick<BlockOptions, "beacons" | "signal"> {
  readonly range: UnitRange;
  readonly blockUnits: number;
}

async function* inThisThread(
  plan: Plan,
  written: WrittenDown,
  { range, blockUnits, beacons }: Common,
): AsyncGenerator<ResultBlock> {
  const simulator = await createUnitSimulator(plan, written, Beacon.claim(beacons));
  for (let first = range.first; first < range.end; first += blockUnits) {
    yield simulator.block(first, Math.min(blockUnits, range.end - first));
    // Lets signals and progress through.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
