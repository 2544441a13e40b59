import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { type Plan, unitCount } from "../plan.js";
import type { ResultBlock } from "../result-table.js";

/** What every thread is given when it starts. */
export interface WorkerData {
  readonly plan: Plan;
  readonly segments: boolean;
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
 */
export async function* blocksFromThreads(
  options: WorkerData & { readonly blockUnits: number; readonly jobs: number },
): AsyncGenerator<ResultBlock> {
  const { plan, segments, blockUnits, jobs } = options;
  const units = unitCount(plan);
  const workerData: WorkerData = { plan, segments };
  const pool = new Piscina({ filename: workerFile(), workerData, minThreads: jobs, maxThreads: jobs });
  const pending: Promise<ResultBlock>[] = [];
  try {
    let next = 0;
    const ask = () => {
      if (next >= units) return;
      const task: BlockTask = { first: next, count: Math.min(blockUnits, units - next) };
      next += task.count;
      const block: Promise<ResultBlock> = pool.run(task);
      // A block that fails is met when its turn comes; until then its failure is not unhandled.
      block.catch(() => {});
      pending.push(block);
    };
    for (let i = 0; i < jobs * BLOCKS_AHEAD; i++) ask();
    for (let block = pending.shift(); block !== undefined; block = pending.shift()) {
      const finished = await block;
      ask();
      yield finished;
    }
  } finally {
    // A pool that is destroyed while results are on their way throws at nobody who could catch it.
    await Promise.allSettled(pending);
    await pool.destroy();
  }
}

/** The compiled worker: beside this file when installed, in `dist` when this file runs from its source. */
function workerFile(): string {
  const beside = fileURLToPath(new URL("./worker.js", import.meta.url));
  return existsSync(beside)
    ? beside
    : fileURLToPath(new URL("../../../dist/experiment/pool/worker.js", import.meta.url));
}
