import { openText } from "../../inputs/files.js";
import type { MetricColumn } from "../../model/results.js";
import { moveFile, openGrowingFile, removeFile } from "../../report/files.js";
import type { CsvTable } from "../../report/parquet/index.js";
import { VERSION } from "../../version.js";
import { UNFINISHED } from "../unfinished/unfinished-run.js";

export interface ParquetTables {
  readonly out: string;
  readonly runId: string;
  /** Of sessions.csv. */
  readonly columns: readonly MetricColumn[];
  /** Whether there is a segments.csv. */
  readonly segments: boolean;
}

/**
 * Writes the tables of a results folder as Parquet, from those in CSV that are in their places.
 *
 * @returns their names
 */
export async function writeParquetTables({
  out,
  runId,
  columns,
  segments,
}: ParquetTables): Promise<string[]> {
  const tables: CsvTable[] = [
    { kind: "sessions", columns },
    ...(segments ? [{ kind: "segments" } as const] : []),
  ];
  const names: string[] = [];
  // Loaded where it is wanted: few runs ask for it.
  const { parquetOfCsv } = await import("../exports/parquet-of-csv.js");
  for (const table of tables) {
    const name = `${table.kind}.parquet`;
    const unfinished = `${out}/${UNFINISHED}/${name}`;
    const where = `${out}/${table.kind}.csv`;
    await removeFile(unfinished);
    const file = await openGrowingFile(unfinished);
    try {
      const source = { table, where, version: VERSION, runId, chunks: openText(where).chunks };
      await parquetOfCsv(source, (bytes) => file.append(bytes));
    } finally {
      await file.close();
    }
    await moveFile(unfinished, `${out}/${name}`);
    names.push(name);
  }
  return names;
}
