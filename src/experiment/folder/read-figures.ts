import type { ComparisonDesign } from "../comparison/design.js";
import { type TableFigures, tableFigures } from "../comparison/table-figures.js";
import type { Results } from "../results/results.js";
import { KEPT } from "../unfinished/stored-table.js";
import type { UnfinishedRun } from "../unfinished/unfinished-run.js";

/** Sessions of a table for each thread: with fewer they take longer to start than to read it. */
const SESSIONS_A_THREAD = 100_000;
/** Bytes that the columns of all threads may take up. */
const MOST_BYTES = 200_000_000;

/**
 * Reads the table of a run whose every unit is finished: in threads, where it is worth their while.
 *
 * @param most threads
 */
export async function readFigures(
  { table, identityOf: _, ...groups }: Results,
  design: ComparisonDesign,
  run: UnfinishedRun,
  most: number,
): Promise<TableFigures> {
  const jobs = threadsFor(table.statuses.length, most);
  if (jobs === 1) return tableFigures({ table, ...groups }, design);
  const { figuresFromThreads } = await import("../pool/figure-pool.js");
  return figuresFromThreads({ stored: run.whereabouts, groups, design, jobs });
}

/** No more than memory has room for: each keeps columns of its own. */
function threadsFor(sessions: number, most: number): number {
  const bytes = KEPT * sessions * Float64Array.BYTES_PER_ELEMENT;
  const worthwhile = Math.floor(Math.min(sessions / SESSIONS_A_THREAD, MOST_BYTES / bytes));
  return Math.max(1, Math.min(most, worthwhile));
}
