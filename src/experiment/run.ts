import { type BlockOptions, blocksOf } from "./blocks.js";
import { columnsOf, type Plan, seatsOf, sessionCount, unitCount } from "./plan.js";
import { MemoryTable, type ResultBlock, type ResultTable } from "./result-table.js";

export interface RunOptions extends BlockOptions {
  /** Called with each block in order of units; the run waits for what it returns. */
  readonly onBlock?: (block: ResultBlock) => Promise<void> | void;
  /** Called when sessions have finished. */
  readonly onProgress?: (finished: number, all: number) => void;
}

/**
 * Simulates every session of a plan, and keeps their figures in memory.
 *
 * @returns the figures of all sessions: the same, to the bit, whatever the number of threads
 */
export async function run(plan: Plan, options: RunOptions): Promise<ResultTable> {
  const units = unitCount(plan);
  const all = sessionCount(plan);
  const table = new MemoryTable({ units, seats: seatsOf(plan).length, columns: columnsOf(plan).length });
  for await (const block of blocksOf(plan, { first: 0, end: units }, options)) {
    table.add(block);
    await options.onBlock?.(block);
    const finished = block.firstUnit + block.units;
    options.onProgress?.(Math.round((all * finished) / units), all);
  }
  return table;
}
