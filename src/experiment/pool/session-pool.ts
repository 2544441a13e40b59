import { Piscina } from "piscina";
import { InputError, type InputProblem } from "../../errors.js";
import type { WrittenDown } from "../block-builder.js";
import { Interrupted } from "../interrupted.js";
import type { Plan, UnitRange } from "../plan.js";
import type { ResultBlock } from "../result-table.js";
import { inSharedMemory } from "./shared-memory.js";
import { workerFile } from "./worker-file.js";

/** What every thread is given when it starts. */
export interface WorkerData {
  readonly plan: Plan;
  readonly written: WrittenDown;
  readonly beacons: SharedArrayBuffer | undefined;
}

export interface PoolOptions extends WorkerData {
  readonly range: UnitRange;
  readonly blockUnits: number;
  readonly jobs: number;
  readonly signal: AbortSignal | undefined;
}

/** What a thread is asked to do. */
export interface BlockTask {
  readonly first: number;
  readonly count: number;
}

/** Blocks that a thread holds, so that it need not wait for the next when it has finished one. */
const TASKS_AT_HAND = 2;
/** Blocks that each thread may be ahead of the writer. */
const BLOCKS_AHEAD = 4;

/**
 * Simulates units of a plan in threads. Blocks come out in the order of units, whichever thread finishes first; threads that
 * are far ahead wait, so that memory stays bounded.
 *
 * @throws InputError when a QoE model of the user's own has no sensible score
 * @throws Interrupted at once when the signal is aborted, whatever the threads are at
 */
export async function* blocksFromThreads(options: PoolOptions): AsyncGenerator<ResultBlock> {
  const { written, beacons, range, blockUnits, jobs, signal } = options;
  const workerData: WorkerData = { plan: inSharedMemory(options.plan), written, beacons };
  const interruption = interruptionBy(signal);
  const pool = new Piscina({
    ...{ filename: workerFile("session-worker-entry.cjs"), workerData, minThreads: jobs, maxThreads: jobs },
    concurrentTasksPerWorker: TASKS_AT_HAND,
  });
  const pending: Promise<ResultBlock>[] = [];
  try {
    let next = range.first;
    const ask = () => {
      if (next >= range.end) return;
      const task: BlockTask = { first: next, count: Math.min(blockUnits, range.end - next) };
      next += task.count;
      const block: Promise<ResultBlock> = pool.run(task).catch((reason: unknown) => {
        throw inputErrorOf(reason) ?? reason;
      });
      // A block that fails is met when its turn comes; until then its failure is not unhandled.
      block.catch(() => {});
      pending.push(block);
    };
    for (let i = 0; i < jobs * BLOCKS_AHEAD; i++) ask();
    for (let block = pending.shift(); block !== undefined; block = pending.shift()) {
      const finished = await interruption.orElse(block);
      ask();
      yield finished;
    }
  } finally {
    interruption.forget();
    // A pool that is destroyed while results are on their way tells of that as an error.
    if (signal?.aborted) pool.on("error", () => {});
    else await Promise.allSettled(pending);
    await pool.destroy();
  }
}

/** The error that a worker had to take apart; undefined for any other. */
function inputErrorOf(reason: unknown): InputError | undefined {
  const { inputProblem } = Object(reason) as { inputProblem?: InputProblem };
  return inputProblem && new InputError(inputProblem);
}

/**
 * Waits that the signal ends. Nothing is raced with one long promise: that would keep all that came in the meantime.
 */
function interruptionBy(signal: AbortSignal | undefined) {
  let interrupt = () => {};
  const onAbort = () => interrupt();
  signal?.addEventListener("abort", onAbort);
  return {
    orElse: <T>(awaited: Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        interrupt = () => reject(new Interrupted());
        if (signal?.aborted) interrupt();
        awaited.then(resolve, reject);
      }),
    forget: () => signal?.removeEventListener("abort", onAbort),
  };
}
