/** Parquet files as an implementation that is not ours reads them. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll } from "vitest";

type Value = string | number | bigint | null;

const folder = mkdtempSync(join(tmpdir(), "abrsim-parquet-"));
afterAll(() => rmSync(folder, { recursive: true }));

const connection = DuckDBInstance.create(":memory:").then((instance) => instance.connect());

/** What a query gives, in which `FILE` is the Parquet file. */
export async function ask(bytes: Uint8Array, query: string) {
  const path = join(folder, "file.parquet");
  writeFileSync(path, bytes);
  const answer = await (await connection).runAndReadAll(query.replaceAll("FILE", `'${path}'`));
  return {
    names: answer.columnNames(),
    types: answer.columnTypes().map(String),
    rows: answer.getRows() as Value[][],
  };
}
