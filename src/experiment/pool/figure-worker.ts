import { workerData } from "piscina";
import type { Analytics } from "../../model/analytics.js";
import { openGrowingFile } from "../../report/files.js";
import { type ColumnFigures, FigureReader } from "../comparison/table-figures.js";
import { StoredTable } from "../unfinished/stored-table.js";
import type { FigureTask, FigureWorkerData } from "./figure-pool.js";

const { stored, groups, design } = workerData as FigureWorkerData;
const reader = opened();

async function opened(): Promise<FigureReader> {
  const table = StoredTable.opened(stored.layout, await openGrowingFile(stored.path));
  return new FigureReader({ ...groups, table }, design);
}

/** Reads one part of a table. */
export default async function readFigures(task: FigureTask): Promise<ColumnFigures | Analytics> {
  return task.kind === "column" ? (await reader).column(task.place) : (await reader).analytics(task.arm);
}
