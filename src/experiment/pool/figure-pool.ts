import { Piscina } from "piscina";
import type { Analytics } from "../../model/analytics.js";
import type { ComparisonDesign } from "../comparison/design.js";
import type { ColumnFigures, TableFigures } from "../comparison/table-figures.js";
import type { GroupedFigures } from "../results/results.js";
import type { StoredWhere } from "../unfinished/unfinished-run.js";
import { inSharedMemory } from "./shared-memory.js";
import { workerFile } from "./worker-file.js";

/** What every thread is given when it starts. */
export interface FigureWorkerData {
  readonly stored: StoredWhere;
  /** What the table's figures are grouped by. */
  readonly groups: Omit<GroupedFigures, "table">;
  readonly design: ComparisonDesign;
}

/** What a thread is asked to read. */
export type FigureTask =
  | { readonly kind: "column"; readonly place: number }
  | { readonly kind: "analytics"; readonly arm: number };

export interface FigurePoolOptions extends FigureWorkerData {
  readonly jobs: number;
}

/** The same as `tableFigures` of the table, each of its parts read by whichever thread is free. */
export async function figuresFromThreads({
  stored,
  groups,
  design,
  jobs,
}: FigurePoolOptions): Promise<TableFigures> {
  const workerData: FigureWorkerData = inSharedMemory({ stored, groups, design });
  const pool = new Piscina({
    ...{ filename: workerFile("figure-worker-entry.cjs"), workerData },
    ...{ minThreads: jobs, maxThreads: jobs },
  });
  const read = <T>(task: FigureTask): Promise<T> => pool.run(task);
  try {
    // What takes longest goes first.
    const [analytics, columns] = await Promise.all([
      Promise.all(groups.arms.map((_, arm) => read<Analytics>({ kind: "analytics", arm }))),
      Promise.all(groups.columns.map((_, place) => read<ColumnFigures>({ kind: "column", place }))),
    ]);
    return { analytics, columns };
  } finally {
    await pool.destroy();
  }
}
