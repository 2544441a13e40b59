import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { InputError, type InputProblem } from "../../errors.js";
import { Interrupted } from "../interrupted.js";
import { type Plan, unitCount } from "../plan.js";
import type { ResultBlock } from "../result-table.js";

/** What every thread is given when it starts. */
export interface WorkerData {
  readonly plan: Plan;
  readonly segments: boolean;
  readonly p1203: boolean | undefined;
  readonly beacons: SharedArrayBuffer | undefined;
}

export interface PoolOptions extends WorkerData {
  readonly blockUnits: number;
  readonly jobs: number;
  readonly signal: AbortSignal | undefined;
}

/** What a thread is asked to do. */
export interface BlockTask {
  readonly first: number;
  readonly count: number;
}

/** Blocks that each thread may be ahead of the writer. */
const BLOCKS_AHEAD = 4;

/**
 * Simulates a plan in threads. Blocks come out in the order of units, whichever thread finishes first; threads that
 * are far ahead wait, so that memory stays bounded.
 *
 * @throws InputError when a QoE model of the user's own has no sensible score
 * @throws Interrupted at once when the signal is aborted, whatever the threads are at
 */
export async function* blocksFromThreads(options: PoolOptions): AsyncGenerator<ResultBlock> {
  const { plan, segments, p1203, beacons, blockUnits, jobs, signal } = options;
  const units = unitCount(plan);
  const workerData: WorkerData = { plan, segments, p1203, beacons };
  const interruption = interruptionBy(signal);
  const pool = new Piscina({ filename: workerFile(), workerData, minThreads: jobs, maxThreads: jobs });
  const pending: Promise<ResultBlock>[] = [];
  try {
    let next = 0;
    const ask = () => {
      if (next >= units) return;
      const task: BlockTask = { first: next, count: Math.min(blockUnits, units - next) };
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
      const finished = await Promise.race([block, interruption.comes]);
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

/** A promise that fails when the signal is aborted, and until then never comes. */
function interruptionBy(signal: AbortSignal | undefined) {
  let interrupt = () => {};
  const comes = new Promise<never>((_, reject) => {
    interrupt = () => reject(new Interrupted());
  });
  comes.catch(() => {});
  if (signal?.aborted) interrupt();
  signal?.addEventListener("abort", interrupt);
  return { comes, forget: () => signal?.removeEventListener("abort", interrupt) };
}

/** The compiled worker: beside this file when installed, in `dist` when this file runs from its source. */
function workerFile(): string {
  const beside = fileURLToPath(new URL("./worker-entry.cjs", import.meta.url));
  return existsSync(beside)
    ? beside
    : fileURLToPath(new URL("../../../dist/experiment/pool/worker-entry.cjs", import.meta.url));
}
